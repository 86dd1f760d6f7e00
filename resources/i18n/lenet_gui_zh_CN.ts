<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccumulationForm</name>
    <message>
        <source>as many as there are sizes</source>
        <translation>与大小的个数相同</translation>
    </message>
    <message>
        <source>Use CrossEntropyLoss</source>
        <translation>改用 CrossEntropyLoss</translation>
    </message>
    <message>
        <source>What is wrong with the plan</source>
        <translation>方案哪里不对</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>before each step</source>
        <translation>每次 step 之前</translation>
    </message>
    <message>
        <source>after each backward</source>
        <translation>每次 backward 之后</translation>
    </message>
    <message>
        <source>no scheduler</source>
        <translation>不用调度器</translation>
    </message>
    <message>
        <source>after each step</source>
        <translation>每次 step 之后</translation>
    </message>
    <message>
        <source>Micro-batches: {pieces}. Samples used: {used} of {all}.</source>
        <translation>微批次：{pieces} 个。用到的样本：{used} 个，共 {all} 个。</translation>
    </message>
    <message>
        <source>⚠ Sizes: “{part}” is not a whole number. Write them like 8, 8, 16 or 4 x 8.</source>
        <translation>⚠ 大小：“{part}”不是整数。请写成 8, 8, 16 或 4 x 8 的形式。</translation>
    </message>
</context>
<context>
    <name>AccumulationPanel</name>
    <message>
        <source>Accumulation</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Way to accumulate to start from</source>
        <translation>从哪种累积方式开始</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare with the whole batch</source>
        <translation>与整个批次比较</translation>
    </message>
    <message>
        <source>Use this loop</source>
        <translation>采用这个循环</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Take digits, 32 in a batch</source>
        <translation>换成手写数字，每批 32 张</translation>
    </message>
    <message>
        <source>Copy the loop as text</source>
        <translation>把这个循环复制为文本</translation>
    </message>
    <message>
        <source>Accumulation splits a batch into micro-batches and adds up their gradients. The batch at hand holds one image, so there is nothing to split.</source>
        <translation>梯度累积把一个批次拆成若干微批次，再把它们的梯度加起来。现在的批次只有一张图像，没有可拆的。</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>Parts of the accumulation panel</source>
        <translation>梯度累积面板的各部分</translation>
    </message>
    <message>
        <source>The verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>The loop that the plan stands for</source>
        <translation>这个方案对应的循环</translation>
    </message>
    <message>
        <source>A program has equal micro-batches, losses divided by N or not at all, and the whole learning rate.</source>
        <translation>程序里的微批次大小相等，损失要么除以 N，要么不除，学习率也不另外缩小。</translation>
    </message>
    <message>
        <source>Put this loop into the Program panel; its micro-batches are batches.</source>
        <translation>把这个循环放进“程序”面板；在那里每个微批次是输入的一个批次。</translation>
    </message>
    <message>
        <source>Fill in a plan.</source>
        <translation>请填写一个方案。</translation>
    </message>
    <message>
        <source>Then press Compare.</source>
        <translation>然后按“比较”。</translation>
    </message>
    <message>
        <source>Measured before the network or the batch changed.</source>
        <translation>这是在网络或批次改变之前测得的。</translation>
    </message>
</context>
<context>
    <name>AlarmsPanel</name>
    <message>
        <source>Alarms</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Unchecked, it is not looked for</source>
        <translation>不勾选就不检查</translation>
    </message>
    <message>
        <source>Double-click or press Enter to change it</source>
        <translation>双击或按 Enter 修改</translation>
    </message>
    <message>
        <source>Stop a run when it goes off</source>
        <translation>触发时让运行停下来</translation>
    </message>
    <message>
        <source>How often since the start; in a run, of the calls that were shown</source>
        <translation>从开始到现在触发的次数；运行时只统计显示出来的那些调用</translation>
    </message>
    <message>
        <source>Alarms and their thresholds</source>
        <translation>警报与阈值</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Parts of the alarms panel</source>
        <translation>警报面板的各部分</translation>
    </message>
    <message>
        <source>What the chosen alarm found, and what helps</source>
        <translation>所选警报发现了什么，怎么办</translation>
    </message>
    <message>
        <source>Choose an alarm to see what it found and what helps.</source>
        <translation>选中一条警报，看看它发现了什么、怎么办。</translation>
    </message>
    <message>
        <source>It has not gone off since the start.</source>
        <translation>从开始到现在没有触发过。</translation>
    </message>
    <message>
        <source>After {step} updates: {sentence}</source>
        <translation>更新 {step} 次之后：{sentence}</translation>
    </message>
</context>
<context>
    <name>BranchMenu</name>
    <message>
        <source>Branch that forward leads along</source>
        <translation>“前进”所沿的分支</translation>
    </message>
    <message>
        <source>The branch whose losses are drawn, and that forward leads along</source>
        <translation>画出其损失、“前进”也沿着它走的分支</translation>
    </message>
    <message>
        <source>Go to its newest moment</source>
        <translation>转到它的最新时刻</translation>
    </message>
    <message>
        <source>Name it…</source>
        <translation>命名…</translation>
    </message>
    <message>
        <source>Forget it…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Not while the present moment lies on it; the first branch stays</source>
        <translation>当前时刻在其上时不能丢弃；第一个分支始终保留</translation>
    </message>
    <message>
        <source>Name of the branch</source>
        <translation>分支的名称</translation>
    </message>
    <message>
        <source>A name for “{name}”:</source>
        <translation>给“{name}”起个名字：</translation>
    </message>
    <message>
        <source>Forget a branch</source>
        <translation>丢弃分支</translation>
    </message>
    <message>
        <source>Forget “{name}”, and every branch that forks off from it? Their calls cannot be brought back.</source>
        <translation>要丢弃“{name}”以及从它分出的所有分支吗？其中的调用无法找回。</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>BreakForm</name>
    <message>
        <source>Stop here</source>
        <translation>在此暂停</translation>
    </message>
    <message>
        <source>A run stops before this line is called (F9)</source>
        <translation>运行到这一行之前停下（F9）</translation>
    </message>
    <message>
        <source>from hit</source>
        <translation>从第几次起</translation>
    </message>
    <message>
        <source>At the how-manieth time it stops first</source>
        <translation>第几次到达时开始停下</translation>
    </message>
    <message>
        <source>if</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>always, or such as loss &lt; 0.1</source>
        <translation>总是停，或写如 loss &lt; 0.1</translation>
    </message>
    <message>
        <source>Condition of the breakpoint</source>
        <translation>断点的条件</translation>
    </message>
    <message>
        <source>A watch expression; the run stops only where it is true</source>
        <translation>一个监视表达式；只有它为真时才停下</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Check this number</source>
        <translation>检验这个数</translation>
    </message>
    <message>
        <source>Check a random sample</source>
        <translation>随机抽样检验</translation>
    </message>
    <message>
        <source>Drawn from the numbers of all parameters</source>
        <translation>从所有参数的数中抽取</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>How many numbers are drawn</source>
        <translation>抽取多少个数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed: the same numbers</source>
        <translation>种子相同，抽到的数也相同</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>How far a number is moved to either side, in float64: above 0, at most 1</source>
        <translation>一个数向两边各移动多少（float64）：大于 0，不超过 1</translation>
    </message>
    <message>
        <source>The checked numbers</source>
        <translation>检验过的数</translation>
    </message>
    <message>
        <source>Relative errors on a logarithmic axis</source>
        <translation>对数轴上的相对误差</translation>
    </message>
    <message>
        <source>A mark for each number at its relative error; a cross: there is a kink</source>
        <translation>每个数在其相对误差处有一个标记；叉号表示那里有折点</translation>
    </message>
    <message>
        <source>Which number</source>
        <translation>哪个数</translation>
    </message>
    <message>
        <source>Relative error</source>
        <translation>相对误差</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Autograd</source>
        <translation>自动求导</translation>
    </message>
    <message>
        <source>Kinks</source>
        <translation>折点</translation>
    </message>
    <message>
        <source>Which number of which parameter</source>
        <translation>哪个参数中的哪个数</translation>
    </message>
    <message>
        <source>|difference - autograd|, relative to the larger of the two</source>
        <translation>|差分 - 自动求导|，相对于两者中较大的一个</translation>
    </message>
    <message>
        <source>(high - low) / (2 * step), in float64</source>
        <translation>(high - low) / (2 * step)，用 float64 计算</translation>
    </message>
    <message>
        <source>The derivative by autograd, in float64</source>
        <translation>自动求导得到的导数（float64）</translation>
    </message>
    <message>
        <source>What .grad holds, in float32</source>
        <translation>.grad 里的值（float32）</translation>
    </message>
    <message>
        <source>Layers in which the loss is not smooth in between</source>
        <translation>两次求值之间损失不光滑的层</translation>
    </message>
    <message>
        <source>Move it a little down and up, and compare with the derivative by autograd</source>
        <translation>把它略微调小和调大，再与自动求导的导数比较</translation>
    </message>
    <message>
        <source>Choose a number of a parameter or of its .grad above</source>
        <translation>请在上方选择参数或其 .grad 中的一个数</translation>
    </message>
    <message>
        <source>The step is a number above 0, at most 1.</source>
        <translation>步长应是大于 0、不超过 1 的数。</translation>
    </message>
    <message>
        <source>Is the gradient right? Move one number a little down and up, compute the loss both times in float64 on a copy, and compare the slope with autograd. Your own network stays as it is.</source>
        <translation>梯度算得对吗？把一个数略微调小和调大，在副本上用 float64 各算一次损失，再把斜率与自动求导比较。你自己的网络保持不变。</translation>
    </message>
</context>
<context>
    <name>CommandActions</name>
    <message>
        <source>Key: {keys}</source>
        <translation>快捷键：{keys}</translation>
    </message>
    <message>
        <source>Clear the gradient accounts</source>
        <translation>清零梯度账户</translation>
    </message>
    <message>
        <source>Compute the output and record a graph</source>
        <translation>前向传播：算出输出，并记录计算图</translation>
    </message>
    <message>
        <source>Compare the output with the target</source>
        <translation>比较输出与目标值</translation>
    </message>
    <message>
        <source>Go back through the graph and add a gradient to each account</source>
        <translation>反向传播：沿计算图往回走，给每个梯度账户存入一笔梯度</translation>
    </message>
    <message>
        <source>backward from the output, with a random vector</source>
        <translation>从 output 开始 backward，用随机向量</translation>
    </message>
    <message>
        <source>A vector-Jacobian product of the ten outputs, as the tutorial does first</source>
        <translation>对十个输出求向量-雅可比积，教程第一次反向传播就是这样做的</translation>
    </message>
    <message>
        <source>Change the parameters by their gradients</source>
        <translation>按梯度更新参数</translation>
    </message>
    <message>
        <source>Next batch</source>
        <translation>下一批</translation>
    </message>
    <message>
        <source>Take the next batch of the input source</source>
        <translation>从输入来源取下一个批次</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Make the call of the marked line of the program</source>
        <translation>执行程序里箭头所指的那一行</translation>
    </message>
    <message>
        <source>Run to the next update</source>
        <translation>运行到下一次更新</translation>
    </message>
    <message>
        <source>Run until the optimizer has made a step</source>
        <translation>一直运行到优化器走完一步</translation>
    </message>
    <message>
        <source>Run 1</source>
        <translation>运行 1 次</translation>
    </message>
    <message>
        <source>Run to the end of this iteration</source>
        <translation>运行到本轮迭代结束</translation>
    </message>
    <message>
        <source>Run N iterations, calls or updates</source>
        <translation>运行 N 轮迭代、N 次调用或 N 次更新</translation>
    </message>
    <message>
        <source>Run N counts calls</source>
        <translation>“运行 N”按调用计数</translation>
    </message>
    <message>
        <source>Each line of the program that is called counts</source>
        <translation>程序里每执行一行算一次</translation>
    </message>
    <message>
        <source>Run N counts iterations</source>
        <translation>“运行 N”按迭代计数</translation>
    </message>
    <message>
        <source>Each passage through the whole loop counts</source>
        <translation>循环体每走完一遍算一次</translation>
    </message>
    <message>
        <source>Run N counts updates</source>
        <translation>“运行 N”按更新计数</translation>
    </message>
    <message>
        <source>Each step of the optimizer counts, however many micro-batches it has</source>
        <translation>优化器每走一步算一次，不管用了多少个微批次</translation>
    </message>
    <message>
        <source>Run N</source>
        <translation>运行 N 次</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>连续运行</translation>
    </message>
    <message>
        <source>Run the loop until you pause it</source>
        <translation>一直循环运行，直到暂停</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop after the iteration that is running</source>
        <translation>做完当前这次迭代就停下</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Start again from the seed, with the chosen input, loss and optimizer</source>
        <translation>沿用所选的输入、损失和优化器，从随机种子重新开始</translation>
    </message>
    <message>
        <source>The tutorial&apos;s question: with and without zero_grad</source>
        <translation>教程的疑问：用与不用 zero_grad</translation>
    </message>
    <message>
        <source>Train copies from the same start with and without zero_grad</source>
        <translation>从同一起点训练几份副本，分别用和不用 zero_grad</translation>
    </message>
    <message>
        <source>Fill .grad with zeros, not with None</source>
        <translation>把 .grad 填成 0，而不是设为 None</translation>
    </message>
    <message>
        <source>Instead of net.zero_grad()</source>
        <translation>代替 net.zero_grad()</translation>
    </message>
    <message>
        <source>Keep the graph, so that backward can be pressed again</source>
        <translation>保留计算图，这样可以再按一次 backward</translation>
    </message>
    <message>
        <source>zero_grad in the loop</source>
        <translation>循环含 zero_grad</translation>
    </message>
    <message>
        <source>Off: the runs leave zero_grad out, as the tutorial&apos;s first method does</source>
        <translation>不勾选：运行时不调用 zero_grad，与教程的方法 1 相同</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动更新</translation>
    </message>
    <message>
        <source>By torch.optim</source>
        <translation>用 torch.optim 更新</translation>
    </message>
</context>
<context>
    <name>ComparisonPage</name>
    <message>
        <source>Moment A: {moment}</source>
        <translation>时刻 A：{moment}</translation>
    </message>
    <message>
        <source>Moment B: {moment}</source>
        <translation>时刻 B：{moment}</translation>
    </message>
    <message>
        <source>{name}: {values}</source>
        <translation>{name}：{values}</translation>
    </message>
    <message>
        <source>Two moments compared</source>
        <translation>两个时刻的比较</translation>
    </message>
    <message>
        <source>The two moments, and what they differ in besides</source>
        <translation>这两个时刻，以及张量之外的差别</translation>
    </message>
    <message>
        <source>Tensors, those that differ most first</source>
        <translation>各个张量，差别最大的在最前</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all of it as text, for a spreadsheet</source>
        <translation>把全部内容复制为文本，可贴进电子表格</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>不同的数</translation>
    </message>
    <message>
        <source>Largest difference</source>
        <translation>最大差</translation>
    </message>
    <message>
        <source>Norm of the difference</source>
        <translation>差的范数</translation>
    </message>
    <message>
        <source>Norm at A</source>
        <translation>A 处的范数</translation>
    </message>
    <message>
        <source>Norm at B</source>
        <translation>B 处的范数</translation>
    </message>
    <message>
        <source>A parameter, its .grad, or an entry of the optimizer&apos;s state</source>
        <translation>参数、它的 .grad，或优化器状态中的一项</translation>
    </message>
    <message>
        <source>The parameter it belongs to</source>
        <translation>它所属的参数</translation>
    </message>
    <message>
        <source>Numbers with other bits, of all there are</source>
        <translation>比特不同的数有几个，以及总数</translation>
    </message>
    <message>
        <source>Largest absolute difference between two numbers of the same place</source>
        <translation>同一位置上两个数之差的最大绝对值</translation>
    </message>
    <message>
        <source>Euclidean norm of the difference</source>
        <translation>差的欧几里得范数</translation>
    </message>
    <message>
        <source>Euclidean norm at moment A; a dash: it is not there</source>
        <translation>时刻 A 的欧几里得范数；短横线表示当时还没有它</translation>
    </message>
    <message>
        <source>Euclidean norm at moment B; a dash: it is not there</source>
        <translation>时刻 B 的欧几里得范数；短横线表示当时还没有它</translation>
    </message>
    <message>
        <source>{moment} (branch “{branch}”)</source>
        <translation>{moment}（分支“{branch}”）</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>Losses of the three runs</source>
        <translation>三次运行的损失</translation>
    </message>
    <message>
        <source>updates made</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>the tutorial stopped here</source>
        <translation>教程停在这里</translation>
    </message>
    <message>
        <source>without zero_grad</source>
        <translation>不用 zero_grad</translation>
    </message>
    <message>
        <source>with zero_grad</source>
        <translation>用 zero_grad</translation>
    </message>
    <message>
        <source>with zero_grad and momentum 1</source>
        <translation>用 zero_grad，动量为 1</translation>
    </message>
    <message>
        <source>Point at a curve or press the left and right keys.</source>
        <translation>指向曲线，或按左右方向键。</translation>
    </message>
    <message>
        <source>updates {step}: without {without}, with {with_it}, momentum 1 {momentum}</source>
        <translation>更新 {step} 次：不用 {without}，用 {with_it}，动量为 1 时 {momentum}</translation>
    </message>
    <message>
        <source>Three runs from seed {seed}, learning rate {lr}, updates of each: {steps}.</source>
        <translation>三次运行，随机种子都是 {seed}，学习率 {lr}，各更新 {steps} 次。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Without zero_grad, .grad is never cleared.&lt;/b&gt; It is the running sum g1 + g2 + g3 + …: while the gradients point the same way, the second update is about twice as long as the first, the third three times. So the loss falls faster: after {step} updates it is {without}, and {with_it} with zero_grad.</source>
        <translation>&lt;b&gt;不用 zero_grad，.grad 就从不清零。&lt;/b&gt;它成了累加和 g1 + g2 + g3 + …：只要各次梯度方向一致，第二次更新的步子就约为第一次的两倍，第三次约三倍。所以损失降得更快：更新 {step} 次后为 {without}，而用 zero_grad 时为 {with_it}。</translation>
    </message>
    <message>
        <source>&lt;b&gt;The sum keeps every old gradient,&lt;/b&gt; so it cannot stop at the bottom. In this run the loss is still falling at the end; more updates would show the swing back.</source>
        <translation>&lt;b&gt;旧梯度全都留在和里，&lt;/b&gt;所以到了谷底也停不住。这次运行结束时损失还在下降；再多更新几次，就会看到它荡回来。</translation>
    </message>
    <message>
        <source>&lt;b&gt;The sum keeps every old gradient,&lt;/b&gt; so it cannot stop at the bottom. The first minimum comes after {lowest} updates, with loss {low}; then it overshoots and swings back up to {high} after {highest} updates.</source>
        <translation>&lt;b&gt;旧梯度全都留在和里，&lt;/b&gt;所以到了谷底也停不住。更新 {lowest} 次时到达第一个极小值，损失为 {low}；随后冲过头，更新到 {highest} 次时又荡回到 {high}。</translation>
    </message>
    <message>
        <source>&lt;b&gt;The running sum is momentum 1, a ball without friction.&lt;/b&gt;</source>
        <translation>&lt;b&gt;这样累加就等于动量为 1：一个没有摩擦的小球。&lt;/b&gt;</translation>
    </message>
    <message>
        <source>The run with zero_grad and momentum 1 is identical to the last bit: all {losses} losses and all {parameters} parameters.</source>
        <translation>用 zero_grad、动量为 1 的运行与它逐位相同：{losses} 个损失和 {parameters} 个参数无一例外。</translation>
    </message>
    <message>
        <source>Here the run with zero_grad and momentum 1 is not identical to the last bit: the largest difference of two losses is {difference}.</source>
        <translation>这一次，用 zero_grad、动量为 1 的运行与它并非逐位相同：两者的损失最多相差 {difference}。</translation>
    </message>
    <message>
        <source>&lt;b&gt;The tutorial stopped after 10 updates, just at the lucky moment.&lt;/b&gt;</source>
        <translation>&lt;b&gt;教程更新 10 次就停了，恰好停在最走运的一刻。&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;The tutorial stopped after 10 updates.&lt;/b&gt;</source>
        <translation>&lt;b&gt;教程更新 10 次就停了。&lt;/b&gt;</translation>
    </message>
    <message>
        <source>After {step} updates the loss is {without} without zero_grad, {with_it} with it.</source>
        <translation>更新到 {step} 次时，不用 zero_grad 的损失为 {without}，用 zero_grad 的为 {with_it}。</translation>
    </message>
</context>
<context>
    <name>DataSetPage</name>
    <message>
        <source>training part</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>test part</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>one image, again and again</source>
        <translation>反复用同一张图像</translation>
    </message>
    <message>
        <source>shuffled batches</source>
        <translation>打乱后的批次</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>送入方式</translation>
    </message>
    <message>
        <source>Image number</source>
        <translation>图像编号</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Seed of the order</source>
        <translation>打乱用的随机种子</translation>
    </message>
    <message>
        <source>Part of the data set</source>
        <translation>数据集的子集</translation>
    </message>
    <message>
        <source>One image or batches</source>
        <translation>一张图像或批次</translation>
    </message>
</context>
<context>
    <name>DepositHistogram</name>
    <message>
        <source>choose a deposit above</source>
        <translation>请在上面选一笔存入</translation>
    </message>
</context>
<context>
    <name>DepositOverlay</name>
    <message>
        <source>the deposit, [{low}, {high}): entries {count}</source>
        <translation>这笔存入 [{low}, {high})：{count} 项</translation>
    </message>
    <message>
        <source>Histogram of the gradient and of one deposit</source>
        <translation>梯度与其中一笔存入的直方图</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Save what you did since {name} was saved?</source>
        <translation>{name} 上次保存之后的操作，要保存吗？</translation>
    </message>
    <message>
        <source>Save what you did as a session?</source>
        <translation>要把刚才的操作保存成一个会话吗？</translation>
    </message>
    <message>
        <source>Without saving, these calls are gone.</source>
        <translation>不保存的话，这些调用就丢失了。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Overwrite {name}? It is not what this window opened or saved last.</source>
        <translation>要覆盖 {name} 吗？它不是本窗口上次打开或保存的内容。</translation>
    </message>
    <message>
        <source>The file as it is now is kept beside it, as {name}.1.</source>
        <translation>现有的文件会留在它旁边，名为 {name}.1。</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>The loop is running. Pause ends it after the iteration at hand.</source>
        <translation>循环正在运行。按“暂停”，会在当前这次迭代结束后停下。</translation>
    </message>
    <message>
        <source>Loading PyTorch; then comes: {line}</source>
        <translation>正在加载 PyTorch；随后执行：{line}</translation>
    </message>
    <message>
        <source>Working on it: {line}</source>
        <translation>正在执行：{line}</translation>
    </message>
</context>
<context>
    <name>DrawingPad</name>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里画一个数字</translation>
    </message>
    <message>
        <source>with the mouse, or with the arrow keys and Space</source>
        <translation>用鼠标画，或用方向键和空格键</translation>
    </message>
    <message>
        <source>Draw with the mouse or a pen. By keyboard: the arrow keys move, Space puts the pen down and lifts it, Delete clears, {undo} takes the last stroke back.</source>
        <translation>用鼠标或手写笔画。用键盘：方向键移动，空格键落笔或提笔，Delete 清除，{undo} 撤销上一笔。</translation>
    </message>
    <message>
        <source>Drawing pad</source>
        <translation>画板</translation>
    </message>
</context>
<context>
    <name>DrawingPage</name>
    <message>
        <source>Draw a digit first.</source>
        <translation>请先画一个数字。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Undo the last stroke</source>
        <translation>撤销上一笔</translation>
    </message>
    <message>
        <source>Clear the drawing</source>
        <translation>清除画板</translation>
    </message>
</context>
<context>
    <name>ExplanationPage</name>
    <message>
        <source>Largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>Largest terms first</source>
        <translation>最大的项排在最前</translation>
    </message>
    <message>
        <source>Off: in the order of their places</source>
        <translation>关闭时按位置顺序排列</translation>
    </message>
    <message>
        <source>Terms of the sum</source>
        <translation>和的各项</translation>
    </message>
    <message>
        <source>Double-click or Enter: explain this factor</source>
        <translation>双击或按回车：解释这个因子</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>项</translation>
    </message>
    <message>
        <source>Last deposit</source>
        <translation>最后一笔</translation>
    </message>
    <message>
        <source>Explain the last deposit by itself</source>
        <translation>单独解释最后一次存入</translation>
    </message>
    <message>
        <source>Explain the bias</source>
        <translation>解释这个偏置</translation>
    </message>
    <message>
        <source>Terms: {count}</source>
        <translation>项数：{count}</translation>
    </message>
    <message>
        <source>Choose a number above, or in any panel: double-click a pixel, a weight, a bar of the output, a printed number or a row, or choose Explain this number from its menu.</source>
        <translation>请在上方或任一面板中选择一个数：双击像素、权重、输出的柱、打印出来的数或表格的行，或在其右键菜单中选“解释这个数”。</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>There is no plot yet. Press forward, loss and backward first.</source>
        <translation>还没有图可以保存。请先按 forward、loss 和 backward。</translation>
    </message>
    <message>
        <source>Files saved in {folder}: {count}</source>
        <translation>已保存到 {folder}，共 {count} 个文件</translation>
    </message>
    <message>
        <source>Report as PDF…</source>
        <translation>PDF 报告…</translation>
    </message>
    <message>
        <source>The numbers, the plots, the program and the log, on pages to print</source>
        <translation>数值、图、程序和日志，排成可打印的页面</translation>
    </message>
    <message>
        <source>Report as HTML…</source>
        <translation>HTML 报告…</translation>
    </message>
    <message>
        <source>The same as one file for any browser</source>
        <translation>同样的内容，存成一个文件，任何浏览器都能打开</translation>
    </message>
    <message>
        <source>Plots as pictures (PNG)…</source>
        <translation>各面板的图（PNG 图片）…</translation>
    </message>
    <message>
        <source>The plots of all panels into a folder, in the colours of paper</source>
        <translation>把所有面板的图存到一个文件夹，采用适合打印的浅色</translation>
    </message>
    <message>
        <source>Plots as drawings (SVG)…</source>
        <translation>各面板的图（SVG 矢量图）…</translation>
    </message>
    <message>
        <source>The same in lines and letters, to be scaled at will</source>
        <translation>同样的图，由线条和文字组成，可任意缩放</translation>
    </message>
    <message>
        <source>Data as tables (CSV)…</source>
        <translation>数据表格（CSV）…</translation>
    </message>
    <message>
        <source>Losses, norms of the gradients, parameters and the log into a folder, with all digits</source>
        <translation>把损失、梯度的范数、参数和日志存到一个文件夹，保留全部有效数字</translation>
    </message>
    <message>
        <source>Script…</source>
        <translation>脚本…</translation>
    </message>
    <message>
        <source>The calls up to the moment that you see, as plain PyTorch that computes the same numbers</source>
        <translation>把到当前所见时刻为止的调用写成纯 PyTorch 脚本，算出同样的数值</translation>
    </message>
    <message>
        <source>Notebook…</source>
        <translation>笔记本…</translation>
    </message>
    <message>
        <source>The same as a Jupyter notebook</source>
        <translation>同样的内容，写成 Jupyter 笔记本</translation>
    </message>
    <message>
        <source>Script for torchrun…</source>
        <translation>torchrun 脚本…</translation>
    </message>
    <message>
        <source>The loop with its batch split over several processes</source>
        <translation>把批次分给多个进程的训练循环</translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message>
        <source>&amp;New session</source>
        <translation>新建会话(&amp;N)</translation>
    </message>
    <message>
        <source>A new network and no calls</source>
        <translation>全新的网络，还没有任何调用</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Make the calls of a saved session again, and go on with it</source>
        <translation>重做已保存会话里的每次调用，然后接着做下去</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save every call of this session</source>
        <translation>保存本会话的每一次调用</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save it under another name</source>
        <translation>换一个文件名保存</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近的会话(&amp;R)</translation>
    </message>
    <message>
        <source>Not saved: {name}, from {time}</source>
        <translation>未保存：{name}，{time}</translation>
    </message>
    <message>
        <source>Not saved: from {time}</source>
        <translation>未保存：{time}</translation>
    </message>
    <message>
        <source>Nothing was opened or saved yet</source>
        <translation>还没有打开或保存过会话</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
    <message>
        <source>{path} is not there any more.</source>
        <translation>{path} 已经不在了。</translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message>
        <source>Choose a picture, or drop one here.</source>
        <translation>请选择一张图片，或把图片拖到这里。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>PNG, JPEG or BMP</source>
        <translation>PNG、JPEG 或 BMP</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>The session</source>
        <translation>该会话</translation>
    </message>
</context>
<context>
    <name>FlagsPage</name>
    <message>
        <source>What happens silently is flagged. Uncheck what you know.</source>
        <translation>悄悄发生的事情会给出提示。已经明白的可以取消勾选。</translation>
    </message>
    <message>
        <source>Silent cases that are flagged</source>
        <translation>会给出提示的情形</translation>
    </message>
</context>
<context>
    <name>FlatsPage</name>
    <message>
        <source>Press forward to see which units of each relu are on.</source>
        <translation>按 forward，看看每个 relu 的哪些单元处于激活状态。</translation>
    </message>
    <message>
        <source>The more a unit stands out from the ground, the more images of the batch it is on for. One that does not stand out is on for none: dead for this batch, it gets no gradient. At a single image that is normal for many units; a unit that stays dead for every batch does not learn any more.</source>
        <translation>单元与底色的反差越大，说明批次中使它激活的图像越多。与底色相同的单元对所有图像都不激活：它对这个批次是死的，得不到梯度。只有一张图像时，许多单元如此是正常的；但如果对每个批次都是死的，它就不再学习了。</translation>
    </message>
    <message>
        <source>{layer}: dead units {dead} of {units}; inputs that are exactly 0: {zero}</source>
        <translation>{layer}：{units} 个单元中有 {dead} 个是死的；恰好为 0 的输入：{zero} 个</translation>
    </message>
    <message>
        <source>{layer}: windows with equal maxima {tied} of {windows}, of which above 0: {above}. The first place gets the whole gradient; where all are 0, relu lets none through anyway.</source>
        <translation>{layer}：{windows} 个窗口中有 {tied} 个的最大值不唯一，其中大于 0 的有 {above} 个。梯度全部归第一个位置；若窗口全为 0，relu 本来也不让梯度通过。</translation>
    </message>
</context>
<context>
    <name>FlowPage</name>
    <message>
        <source>kept: {layer}.grad</source>
        <translation>保留的：{layer}.grad</translation>
    </message>
    <message>
        <source>Gradient at the chosen node</source>
        <translation>所选节点处的梯度</translation>
    </message>
    <message>
        <source>Numbers of that gradient</source>
        <translation>该梯度的各个数</translation>
    </message>
    <message>
        <source>came in {place}</source>
        <translation>传入 {place}</translation>
    </message>
    <message>
        <source>went out [{place}] to {node}</source>
        <translation>传出 [{place}] 到 {node}</translation>
    </message>
    <message>
        <source>zeros: {zeros}</source>
        <translation>零：{zeros} 个</translation>
    </message>
    <message>
        <source>not finite: {count}</source>
        <translation>非有限值：{count}</translation>
    </message>
    <message>
        <source>tiles: sample {sample}</source>
        <translation>图块：样本 {sample}</translation>
    </message>
    <message>
        <source>sample {sample}: {size}</source>
        <translation>样本 {sample}：{size}</translation>
    </message>
    <message>
        <source>shape {shape}, norm {norm}</source>
        <translation>形状 {shape}，范数 {norm}</translation>
    </message>
    <message>
        <source>{name}.grad was None; the deposit of norm {added} makes its norm {after}.</source>
        <translation>{name}.grad 原为 None；存入范数为 {added} 的一笔后，范数为 {after}。</translation>
    </message>
    <message>
        <source>{name}.grad had norm {before}; with the deposit of norm {added} it has {after} (norms do not simply add).</source>
        <translation>{name}.grad 的范数原为 {before}；存入范数为 {added} 的一笔后为 {after}（范数不能直接相加）。</translation>
    </message>
    <message>
        <source>The Inspector explains gradients of parameters, of layers&apos; results and of the loss. This one is of a result in between, to which the program gives no name.</source>
        <translation>检视器能解释参数的梯度、各层结果的梯度和损失的梯度。这里是中间结果的梯度，程序没有给它起名字。</translation>
    </message>
    <message>
        <source>The Inspector explains the gradients of the last backward through the present output, and this is one of another backward. Press forward, loss and backward.</source>
        <translation>检视器只解释最近一次经过当前 output 的 backward 的梯度，而这里的梯度来自另一次 backward。请依次按 forward、loss 和 backward。</translation>
    </message>
    <message>
        <source>The backward that is played has not gone through this node so far.</source>
        <translation>正在回放的 backward 到目前为止还没有经过这个节点。</translation>
    </message>
    <message>
        <source>With Node by node on, press backward: then each node&apos;s gradients are shown here, when backward has come to it.</source>
        <translation>打开“逐个节点”后按 backward：backward 走到哪个节点，这里就显示那个节点的梯度。</translation>
    </message>
</context>
<context>
    <name>FolderPage</name>
    <message>
        <source>Choose the folder that holds MNIST&apos;s four files.</source>
        <translation>请选择存放 MNIST 四个文件的文件夹。</translation>
    </message>
    <message>
        <source>Folder with train-images-idx3-ubyte …</source>
        <translation>含 train-images-idx3-ubyte 等文件的文件夹</translation>
    </message>
    <message>
        <source>Folder with MNIST&apos;s files</source>
        <translation>MNIST 文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Folder with MNIST&apos;s four files</source>
        <translation>存放 MNIST 四个文件的文件夹</translation>
    </message>
</context>
<context>
    <name>GradientsPanel</name>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Log counts</source>
        <translation>对数计数</translation>
    </message>
    <message>
        <source>Count on a logarithmic scale, so that rare entries can be seen</source>
        <translation>计数用对数刻度，让稀少的元素也看得见</translation>
    </message>
    <message>
        <source>Show before</source>
        <translation>对比之前</translation>
    </message>
    <message>
        <source>Outline what each gradient was before it last changed</source>
        <translation>用轮廓线画出每个梯度上次改变之前的样子</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Back to all histograms (Escape)</source>
        <translation>返回全部直方图 (Escape)</translation>
    </message>
    <message>
        <source>Alt+Enter or its menu: explain a number in the bar</source>
        <translation>Alt+回车或右键菜单：解释这根柱中的一个数</translation>
    </message>
    <message>
        <source>Explain a number of this gradient</source>
        <translation>解释这个梯度中的一个数</translation>
    </message>
    <message>
        <source>Nothing is recorded yet. Press forward, loss and then backward: from the first one on, each backward adds a column for every gradient.</source>
        <translation>还没有任何记录。依次按 forward、loss、backward：从第一次开始，每次 backward 都会为每个梯度添上一列。</translation>
    </message>
    <message>
        <source>No parameter has a gradient: every .grad is None. Press forward, loss and then backward, and each one gets a deposit.</source>
        <translation>没有任何参数有梯度：所有 .grad 都是 None。依次按 forward、loss、backward，每个参数就会存入一笔梯度。</translation>
    </message>
    <message>
        <source>before the last change</source>
        <translation>上次改变之前</translation>
    </message>
    <message>
        <source>before: every .grad was None</source>
        <translation>之前：所有 .grad 都是 None</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>after the first backward</source>
        <translation>第一次 backward 之后</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>How the entries of each gradient are distributed now</source>
        <translation>每个梯度的各个元素现在如何分布</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>How they were distributed since the start, at each recorded moment</source>
        <translation>从一开始到现在，各个记录时刻的梯度如何分布</translation>
    </message>
    <message>
        <source>RMS</source>
        <translation>均方根</translation>
    </message>
    <message>
        <source>How large each gradient is, compared with the others and with its parameter</source>
        <translation>每个梯度有多大：与其他梯度相比，与它的参数相比</translation>
    </message>
</context>
<context>
    <name>GraphDetails</name>
    <message>
        <source>✓ copied: {path}</source>
        <translation>✓ 已复制：{path}</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>The chosen node, and what it saved</source>
        <translation>所选节点，以及它保存的张量</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>What came into the node, and what went out</source>
        <translation>传入节点的梯度和传出的梯度</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>计算图</translation>
    </message>
    <message>
        <source>The whole graph</source>
        <translation>整个计算图</translation>
    </message>
    <message>
        <source>Node, gradient and graph</source>
        <translation>节点、梯度和计算图</translation>
    </message>
    <message>
        <source>The chosen node</source>
        <translation>所选节点</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy the path, to be pasted into a script (Ctrl+C)</source>
        <translation>复制路径，可粘贴到脚本里（Ctrl+C）</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Show this parameter&apos;s account in the Ledger</source>
        <translation>在账本里显示这个参数的账户</translation>
    </message>
</context>
<context>
    <name>GraphPanel</name>
    <message>
        <source>Graph</source>
        <translation>计算图</translation>
    </message>
    <message>
        <source>No graph yet. Press forward: each operation leaves a node here, so that backward can find the way from the loss back to the input.</source>
        <translation>还没有计算图。请按 forward：每个运算都会在这里留下一个节点，backward 才能从损失一路找回输入。</translation>
    </message>
    <message>
        <source>Call {call}, backward: at node {at} of {all}.</source>
        <translation>第 {call} 次调用，backward：第 {at} 个节点，共 {all} 个。</translation>
    </message>
</context>
<context>
    <name>GraphToolbar</name>
    <message>
        <source>Node by node</source>
        <translation>逐个节点</translation>
    </message>
    <message>
        <source>Write the next backward that you press down, node by node, to be played here</source>
        <translation>把你下一次按下的 backward 逐个节点记录下来，在这里回放</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Show the backward that was written down; else the graph as it is now</source>
        <translation>显示记录下来的 backward；关闭则显示现在的计算图</translation>
    </message>
    <message>
        <source>Keep .grad</source>
        <translation>保留 .grad</translation>
    </message>
    <message>
        <source>retain_grad() on the result that this node made (K in the graph)</source>
        <translation>对这个节点产生的结果调用 retain_grad()（在图中按 K）</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>意外</translation>
    </message>
    <message>
        <source>A surprise of the tutorial: next_functions[0][0] is not the ReLU. Walk there in three stops</source>
        <translation>教程里的一个意外：next_functions[0][0] 并不是 ReLU。分三站走过去看看</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show the whole graph (0; zoom: + and −)</source>
        <translation>显示整个计算图（0；缩放：+ 和 −）</translation>
    </message>
    <message>
        <source>Show it larger (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Show it smaller (−)</source>
        <translation>缩小（−）</translation>
    </message>
</context>
<context>
    <name>GraphView</name>
    <message>
        <source>Nodes of the autograd graph</source>
        <translation>autograd 计算图的节点</translation>
    </message>
    <message>
        <source>Keep the gradient of {layer} (retain_grad)</source>
        <translation>保留 {layer} 的梯度（retain_grad）</translation>
    </message>
</context>
<context>
    <name>HistogramView</name>
    <message>
        <source>Histograms of the gradients</source>
        <translation>梯度直方图</translation>
    </message>
    <message>
        <source>[{low}, {high}): entries {count}</source>
        <translation>[{low}, {high})：{count} 个元素</translation>
    </message>
    <message>
        <source>besides exact zeros: {count}</source>
        <translation>另有恰好为 0 的元素 {count} 个</translation>
    </message>
    <message>
        <source>before, [{low}, {high}): entries {count}</source>
        <translation>之前，[{low}, {high})：{count} 个元素</translation>
    </message>
    <message>
        <source>Point at a bar or press the left and right keys to read it.</source>
        <translation>指向柱子，或按左右方向键，可读出数值。</translation>
    </message>
    <message>
        <source>across: value of an entry; up: entries in a bin</source>
        <translation>横轴：元素的值；纵轴：区间内的元素个数</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>.grad is None</source>
        <translation>.grad 为 None</translation>
    </message>
    <message>
        <source>zeros {percent} %</source>
        <translation>零占 {percent}%</translation>
    </message>
    <message>
        <source>norm {norm}</source>
        <translation>范数 {norm}</translation>
    </message>
    <message>
        <source>⚠ not finite: {count}</source>
        <translation>⚠ 非有限值：{count}</translation>
    </message>
    <message>
        <source>entries {count}</source>
        <translation>{count} 个元素</translation>
    </message>
    <message>
        <source>zeros {count} ({percent} %)</source>
        <translation>零 {count} 个（{percent}%）</translation>
    </message>
    <message>
        <source>all zeros</source>
        <translation>全零</translation>
    </message>
</context>
<context>
    <name>HistoryActions</name>
    <message>
        <source>Back one call</source>
        <translation>后退一次调用</translation>
    </message>
    <message>
        <source>Forward one call</source>
        <translation>前进一次调用</translation>
    </message>
    <message>
        <source>Back one update</source>
        <translation>后退一次更新</translation>
    </message>
    <message>
        <source>Forward one update</source>
        <translation>前进一次更新</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>回到开头</translation>
    </message>
    <message>
        <source>To the newest call</source>
        <translation>转到最新的调用</translation>
    </message>
    <message>
        <source>History memory…</source>
        <translation>历史占用的内存…</translation>
    </message>
    <message>
        <source>Key: {keys}</source>
        <translation>快捷键：{keys}</translation>
    </message>
    <message>
        <source>History memory</source>
        <translation>历史占用的内存</translation>
    </message>
    <message>
        <source>Memory that the history may take, in MiB. It holds {used} MiB now (moments kept: {saved}; the others are made again from these). Less memory makes going back slower, and loses nothing.</source>
        <translation>历史最多可占用的内存，单位 MiB。现在占用 {used} MiB（保存着 {saved} 个时刻，其余时刻都从它们重新算出）。内存少一些，后退会慢一些，但什么也不会丢失。</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History of the gradients</source>
        <translation>梯度的历史</translation>
    </message>
    <message>
        <source>Point at a cell to read it. ←, → or a click: A; with Shift: B.</source>
        <translation>指向一格可读数。← → 键或单击选择 A，按住 Shift 选择 B。</translation>
    </message>
    <message>
        <source>{where}: {what}</source>
        <translation>{where}：{what}</translation>
    </message>
    <message>
        <source>updates {step}, call {call}</source>
        <translation>更新 {step} 次，第 {call} 次调用</translation>
    </message>
    <message>
        <source>updates {first} to {last}, the largest of {count} moments</source>
        <translation>更新 {first} 到 {last} 次，{count} 个时刻中的最大值</translation>
    </message>
    <message>
        <source>[{low}, {high}): entries {count}</source>
        <translation>[{low}, {high})：{count} 个元素</translation>
    </message>
    <message>
        <source>({low}, {high}]: entries {count}</source>
        <translation>({low}, {high}]：{count} 个元素</translation>
    </message>
    <message>
        <source>exact zeros: {count}</source>
        <translation>恰好为零：{count} 个</translation>
    </message>
    <message>
        <source>⚠ not finite: {count}</source>
        <translation>⚠ 非有限值：{count}</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>after</source>
        <translation>何事之后</translation>
    </message>
    <message>
        <source>deposits</source>
        <translation>存入次数</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>RMS</source>
        <translation>均方根</translation>
    </message>
    <message>
        <source>exact zeros</source>
        <translation>恰好为零</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限值</translation>
    </message>
    <message>
        <source>Double-click a cell of an enlarged picture: go to its moment and explain the first number that it counts. Alt+Enter: the largest number at moment A. The menu has both.</source>
        <translation>在放大的图中双击一格：转到它的时刻，并解释这一格里的第一个数。Alt+Enter：解释时刻 A 最大的数。右键菜单里两样都有。</translation>
    </message>
    <message>
        <source>Go to this moment and explain a number of the gradient</source>
        <translation>转到这一时刻，并解释这个梯度中的一个数</translation>
    </message>
    <message>
        <source>Go to this moment</source>
        <translation>转到这一时刻</translation>
    </message>
</context>
<context>
    <name>IndexLine</name>
    <message>
        <source>indices</source>
        <translation>下标</translation>
    </message>
    <message>
        <source>Indices of the number</source>
        <translation>这个数的下标</translation>
    </message>
    <message>
        <source>Where the number is, such as 0, 3, and then Enter. Of a layer&apos;s result the first index is the image of the batch.</source>
        <translation>这个数的位置，例如 0, 3，然后按回车。对于层的结果，第一个下标是批次中的图像。</translation>
    </message>
</context>
<context>
    <name>InputFacts</name>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Image number</source>
        <translation>图像编号</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Place in the data</source>
        <translation>数据进度</translation>
    </message>
    <message>
        <source>epoch {epoch}, batch {batch} of {batches}</source>
        <translation>第 {epoch} 轮 (epoch)，第 {batch} 批，共 {batches} 批</translation>
    </message>
    <message>
        <source>Image numbers of the batch</source>
        <translation>本批的图像编号</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>images to train with: {train}, to test with: {test}</source>
        <translation>训练图像 {train} 张，测试图像 {test} 张</translation>
    </message>
    <message>
        <source>random numbers, drawn right after the network</source>
        <translation>随机数，紧接在网络初始化之后生成</translation>
    </message>
    <message>
        <source>random numbers from seed {seed}</source>
        <translation>随机数，随机种子 {seed}</translation>
    </message>
    <message>
        <source>digits that come with the program, {part}</source>
        <translation>程序自带的手写数字，{part}</translation>
    </message>
    <message>
        <source>folder {path}, {part}</source>
        <translation>文件夹 {path}，{part}</translation>
    </message>
    <message>
        <source>a drawing</source>
        <translation>手绘数字</translation>
    </message>
    <message>
        <source>the picture {name}</source>
        <translation>图片 {name}</translation>
    </message>
    <message>
        <source>training part</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>test part</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>the digit {label}; as ten numbers: 1 at place {label}, 0 elsewhere</source>
        <translation>数字 {label}；写成十个数：位置 {label} 为 1，其余为 0</translation>
    </message>
    <message>
        <source>none, so there is no loss to compute</source>
        <translation>无，因此没有损失可算</translation>
    </message>
    <message>
        <source>no digit, but ten numbers: {numbers}</source>
        <translation>不是数字类别，而是十个数：{numbers}</translation>
    </message>
</context>
<context>
    <name>InputPanel</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Parts of the input panel</source>
        <translation>输入面板的各部分</translation>
    </message>
    <message>
        <source>Present input</source>
        <translation>当前输入</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>另选输入</translation>
    </message>
    <message>
        <source>The shown image</source>
        <translation>显示的图像</translation>
    </message>
    <message>
        <source>About the present input</source>
        <translation>关于当前输入</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Shown image of the batch</source>
        <translation>批次中显示哪张图像</translation>
    </message>
    <message>
        <source>Whose activations and outputs the panels show</source>
        <translation>各面板显示这张图像的激活值和输出</translation>
    </message>
    <message>
        <source>Next batch</source>
        <translation>下一批</translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>Inspector</source>
        <translation>检视器</translation>
    </message>
    <message>
        <source>Back to the number before (Ctrl+[)</source>
        <translation>回到上一个数 (Ctrl+[)</translation>
    </message>
    <message>
        <source>Forward again (Ctrl+])</source>
        <translation>再前进 (Ctrl+])</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>The number, and what led to it</source>
        <translation>这个数，以及如何走到它</translation>
    </message>
    <message>
        <source>Each number is a part of the one before the arrow</source>
        <translation>每个数都是箭头前那个数的组成部分</translation>
    </message>
    <message>
        <source>Parts of the Inspector</source>
        <translation>检视器的各页</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Flats</source>
        <translation>平坦处</translation>
    </message>
</context>
<context>
    <name>LedgerPanel</name>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Parameter whose account is shown</source>
        <translation>查看哪个参数的账户</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大的</translation>
    </message>
    <message>
        <source>Choose the number with the largest .grad</source>
        <translation>选中 .grad 绝对值最大的那个数</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Explain the chosen number in the Inspector; if none is, the largest</source>
        <translation>在检视器中解释所选的数；没有选中时解释最大的数</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>Show how each addition was rounded, in the order in which it was made</source>
        <translation>按相加的先后，显示每次加法是怎样舍入的</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Outline the chosen deposit on the histogram of the whole gradient</source>
        <translation>在整个梯度的直方图上描出所选存入的轮廓</translation>
    </message>
    <message>
        <source>Deposits of the account, in call order</source>
        <translation>账户的各笔存入，按调用先后</translation>
    </message>
    <message>
        <source>Explain its chosen number, or else its largest</source>
        <translation>解释所选的数；没有选中时解释其中最大的数</translation>
    </message>
    <message>
        <source>The sum, written out</source>
        <translation>写全的和式</translation>
    </message>
    <message>
        <source>Here the sum is written out: what each backward has added.</source>
        <translation>这里会逐项写出这个和：每次 backward 各加了多少。</translation>
    </message>
    <message>
        <source>Life of the account: None, zeros or values</source>
        <translation>账户的经历：None、全零或有值</translation>
    </message>
    <message>
        <source>{name}.grad is full of zeros, and no backward has added to it since.</source>
        <translation>{name}.grad 全是零，此后还没有 backward 向它累加。</translation>
    </message>
    <message>
        <source>Press forward, loss and backward: each backward becomes a band here, until zero_grad clears the account.</source>
        <translation>请依次按 forward、loss 和 backward：每次 backward 在这里成为一条色带，直到 zero_grad 清空账户。</translation>
    </message>
    <message>
        <source>Last: {event}.</source>
        <translation>最近一次：{event}。</translation>
    </message>
</context>
<context>
    <name>LineForm</name>
    <message>
        <source>on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Off: the line is commented out (Ctrl+/)</source>
        <translation>不勾选：这一行被注释掉（Ctrl+/）</translation>
    </message>
    <message>
        <source>The line is called</source>
        <translation>执行这一行</translation>
    </message>
    <message>
        <source>What is underlined can be changed: click it, or press F2.</source>
        <translation>有下划线的都可以改：点一下，或按 F2。</translation>
    </message>
</context>
<context>
    <name>LiveLossView</name>
    <message>
        <source>No loss yet. Press forward and then loss: each loss becomes a point here.</source>
        <translation>还没有损失。先按 forward，再按 loss：每个损失都是这里的一个点。</translation>
    </message>
    <message>
        <source>Live losses</source>
        <translation>实时损失</translation>
    </message>
    <message>
        <source>Loss under the cursor, or the newest</source>
        <translation>光标处的损失，或最新的损失</translation>
    </message>
    <message>
        <source>Curve of the losses</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <source>updates made</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>accuracy on batches (mean)</source>
        <translation>批次准确率（平均）</translation>
    </message>
    <message>
        <source>accuracy on the batch</source>
        <translation>批次准确率</translation>
    </message>
    <message>
        <source>accuracy on the test part</source>
        <translation>测试集准确率</translation>
    </message>
    <message>
        <source>run {number}, seed {seed}</source>
        <translation>第 {number} 次运行，随机种子 {seed}</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>{branch}: later</source>
        <translation>{branch}：之后</translation>
    </message>
    <message>
        <source>more branches, not drawn: {count}</source>
        <translation>另有 {count} 个分支未画出</translation>
    </message>
    <message>
        <source>⚠ not finite: {count}, the first after {step} updates</source>
        <translation>⚠ 非有限值：{count} 个，第一个出现在更新 {step} 次后</translation>
    </message>
    <message>
        <source>⚠ a loss of 0 has no place on a logarithmic scale: {count}</source>
        <translation>⚠ 损失为 0，无法画在对数刻度上：{count} 个</translation>
    </message>
    <message>
        <source>now: updates {step}, loss {loss}</source>
        <translation>现在：更新 {step} 次，损失 {loss}</translation>
    </message>
    <message>
        <source>updates {step}, loss {loss}</source>
        <translation>更新 {step} 次，损失 {loss}</translation>
    </message>
    <message>
        <source>, accuracy {percent} %</source>
        <translation>，准确率 {percent}%</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source># start</source>
        <translation># 开始</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>改变了什么</translation>
    </message>
    <message>
        <source>Calls so far</source>
        <translation>到目前为止的调用</translation>
    </message>
    <message>
        <source>What the chosen call changed</source>
        <translation>所选调用改变了什么</translation>
    </message>
    <message>
        <source>Press a button above: each call is written down here.</source>
        <translation>按上方的按钮：每次调用都会记在这里。</translation>
    </message>
    <message>
        <source>Go to this moment</source>
        <translation>转到这一时刻</translation>
    </message>
    <message>
        <source>Show everything as it was then (double click, or Enter)</source>
        <translation>让所有面板都显示当时的样子（双击或按 Enter 键）</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Copy every line of PyTorch so far, as a script has them</source>
        <translation>复制到目前为止的每一行 PyTorch 代码，写法与脚本相同</translation>
    </message>
    <message>
        <source># a run of the loop</source>
        <translation># 循环运行</translation>
    </message>
    <message>
        <source>This call was made before the session was opened. Go to this moment (double click, or Enter) to see every number.</source>
        <translation>这次调用是在打开会话之前做的。回到这一刻（双击或按回车），就能看到每个数。</translation>
    </message>
</context>
<context>
    <name>LossChoice</name>
    <message>
        <source>The mean of the squared differences between output and target: the tutorial&apos;s. The target is ten numbers; for a digit, 1 at its place and 0 elsewhere.</source>
        <translation>均方误差：输出与目标值之差的平方的平均，教程用的就是它。目标值是十个数；对手写数字来说，对应的位置为 1，其余为 0。</translation>
    </message>
    <message>
        <source>Minus the logarithm of the probability that softmax gives to the right digit. It expects a class, so choose digits in the Input panel first.</source>
        <translation>交叉熵：softmax 给正确数字的概率，取对数再取负。它要求目标值是类别，所以请先在“输入”面板选择手写数字。</translation>
    </message>
</context>
<context>
    <name>LossPanel</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Compare zero_grad</source>
        <translation>对比 zero_grad</translation>
    </message>
    <message>
        <source>The tutorial&apos;s open question: why is it faster without zero_grad? Train the same start with and without it, and see</source>
        <translation>教程留下的疑问：不用 zero_grad 为什么更快？从同一起点分别用和不用它来训练，看个究竟</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>Draw the loss on a logarithmic scale</source>
        <translation>用对数刻度画损失</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show the whole curve and follow it (Home)</source>
        <translation>显示整条曲线，并跟随它 (Home)</translation>
    </message>
    <message>
        <source>Back to the live curve</source>
        <translation>返回实时曲线</translation>
    </message>
    <message>
        <source>Close the comparison (Escape); the live curve has gone on meanwhile</source>
        <translation>关闭对比 (Escape)；实时曲线这期间一直在更新</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Explain the last loss in the Inspector</source>
        <translation>在检视器中解释最近一次损失</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save the curve as a file</source>
        <translation>把曲线保存为文件</translation>
    </message>
    <message>
        <source>Clear old curves</source>
        <translation>清除旧曲线</translation>
    </message>
    <message>
        <source>Remove the curves of earlier runs</source>
        <translation>去掉之前各次运行的曲线</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>位图 (PNG)…</translation>
    </message>
    <message>
        <source>Drawing (SVG)…</source>
        <translation>矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Table with every point (CSV)…</source>
        <translation>全部数据点的表格 (CSV)…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Loading PyTorch. What you press now waits its turn.</source>
        <translation>正在加载 PyTorch。现在按下的按钮会排队等候。</translation>
    </message>
    <message>
        <source>Drive one real PyTorch training step by hand, see everything it touches, and understand why.

Version {version}, PyTorch {torch}, MIT licence.

Digits: E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998, CC BY 4.0.</source>
        <translation>亲手完成一步真实的 PyTorch 训练，看清它动了什么，弄懂为什么。

版本 {version}，PyTorch {torch}，MIT 许可证。

手写数字：E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998, CC BY 4.0。</translation>
    </message>
    <message>
        <source>About lenet_gui</source>
        <translation>关于 lenet_gui</translation>
    </message>
    <message>
        <source>Stopping the training.</source>
        <translation>正在停止训练。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>H&amp;istory</source>
        <translation>历史(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Experiments</source>
        <translation>实验(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>torch&apos;s threads</source>
        <translation>torch 线程数</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Start as the tutorial does</source>
        <translation>按教程开始</translation>
    </message>
    <message>
        <source>Start with handwritten digits</source>
        <translation>用手写数字开始</translation>
    </message>
    <message>
        <source>Enlarge the panel in use</source>
        <translation>放大正在使用的面板</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Larger writing</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller writing</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Normal writing</source>
        <translation>默认文字大小</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Explain what just happened</source>
        <translation>解释刚才发生了什么</translation>
    </message>
    <message>
        <source>Show the file of faults</source>
        <translation>打开故障日志所在位置</translation>
    </message>
    <message>
        <source>About lenet_gui</source>
        <translation>关于 lenet_gui</translation>
    </message>
</context>
<context>
    <name>NetworkPanel</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Layers of the network</source>
        <translation>网络的各层</translation>
    </message>
    <message>
        <source>The network as Python prints it</source>
        <translation>Python 打印出的网络</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Name of the layer, in the order of forward</source>
        <translation>层的名字，按 forward 的顺序排列</translation>
    </message>
    <message>
        <source>The module of torch.nn, or the function of torch.nn.functional</source>
        <translation>torch.nn 的模块，或 torch.nn.functional 的函数</translation>
    </message>
    <message>
        <source>Shape of the weights, or of the pooling window</source>
        <translation>权重的形状，或池化窗口的形状</translation>
    </message>
    <message>
        <source>Shape of what it puts out for one image</source>
        <translation>一张图像在这一层的输出形状</translation>
    </message>
    <message>
        <source>Numbers that training changes: weights and biases</source>
        <translation>训练要改变的数：权重和偏置</translation>
    </message>
    <message>
        <source>Multiplications with an addition, for one image, biases not counted</source>
        <translation>一张图像所需的乘加运算次数，不计偏置</translation>
    </message>
    <message>
        <source>Views of the chosen layer</source>
        <translation>所选层的视图</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Output of the chosen layer</source>
        <translation>所选层的输出</translation>
    </message>
    <message>
        <source>Weights of the chosen layer</source>
        <translation>所选层的权重</translation>
    </message>
    <message>
        <source>Total: {parameters} parameters, {operations} multiply-adds</source>
        <translation>合计：{parameters} 个参数，{operations} 次乘加</translation>
    </message>
    <message>
        <source>Press forward to see what {layer} makes of the image.</source>
        <translation>按 forward，看看 {layer} 把图像变成什么样。</translation>
    </message>
    <message>
        <source>{layer} has no weights: there is nothing in it to learn.</source>
        <translation>{layer} 没有权重：这一层没有可学习的参数。</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>The program made a mistake and goes on. {line}</source>
        <translation>程序出了差错，但会继续运行。{line}</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NumberChoice</name>
    <message>
        <source>0 to {last}</source>
        <translation>0 到 {last}</translation>
    </message>
    <message>
        <source>Indices, one for each dimension: {ranges}</source>
        <translation>请为每一维写一个下标：{ranges}</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>Indices of one number; empty: the norm of all</source>
        <translation>某一个数的下标；留空：整体的范数</translation>
    </message>
    <message>
        <source>Empty: the bands add up to the norm. With indices such as 0, 3: they add up to that one number.</source>
        <translation>留空：各色带相加得到范数。写下标（如 0, 3）：相加得到那一个数。</translation>
    </message>
</context>
<context>
    <name>NumberChooser</name>
    <message>
        <source>What the number is one of</source>
        <translation>这个数属于哪一类</translation>
    </message>
    <message>
        <source>The tensor that the number is in</source>
        <translation>这个数所在的张量</translation>
    </message>
</context>
<context>
    <name>NumbersPage</name>
    <message>
        <source>all together</source>
        <translation>全部合在一起</translation>
    </message>
    <message>
        <source>parameters after the updates</source>
        <translation>更新之后的参数</translation>
    </message>
    <message>
        <source>This row is of all parameters together, and the Ledger shows the account of one. Choose the row of a parameter.</source>
        <translation>这一行是所有参数合在一起的，而账本显示的是单个参数的账户。请选择某个参数所在的行。</translation>
    </message>
    <message>
        <source>Show its account in the Ledger</source>
        <translation>在账本中显示它的账户</translation>
    </message>
    <message>
        <source>Double-click or Enter: show this parameter&apos;s account in the Ledger. What is compared here was computed on a copy and is in no account.</source>
        <translation>双击或按 Enter：在账本中显示该参数的账户。这里比较的梯度是在副本上算出的，不在任何账户里。</translation>
    </message>
    <message>
        <source>The two gradients, parameter by parameter</source>
        <translation>两个梯度，逐个参数对照</translation>
    </message>
    <message>
        <source>Gradient of</source>
        <translation>谁的梯度</translation>
    </message>
    <message>
        <source>Norm ratio</source>
        <translation>范数之比</translation>
    </message>
    <message>
        <source>Relative error</source>
        <translation>相对误差</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Largest difference</source>
        <translation>最大差</translation>
    </message>
    <message>
        <source>Median ulp</source>
        <translation>ulp 中位数</translation>
    </message>
    <message>
        <source>99 % ulp</source>
        <translation>ulp 的 99% 分位</translation>
    </message>
    <message>
        <source>The parameter whose .grad is compared</source>
        <translation>比较的是哪个参数的 .grad</translation>
    </message>
    <message>
        <source>Norm of the accumulated gradient by that of the whole batch&apos;s</source>
        <translation>累积梯度的范数除以整个批次梯度的范数</translation>
    </message>
    <message>
        <source>Norm of the difference by that of the whole batch&apos;s gradient</source>
        <translation>两者之差的范数除以整个批次梯度的范数</translation>
    </message>
    <message>
        <source>Cosine of the angle between the two: 1 is the same direction</source>
        <translation>两者夹角的余弦：1 表示方向相同</translation>
    </message>
    <message>
        <source>The largest absolute difference of two numbers</source>
        <translation>对应元素之差的最大绝对值</translation>
    </message>
    <message>
        <source>Half of the numbers are no more float32 numbers apart</source>
        <translation>一半的元素相距不超过这么多个 float32 数</translation>
    </message>
    <message>
        <source>99 % of the numbers are no more float32 numbers apart</source>
        <translation>99% 的元素相距不超过这么多个 float32 数</translation>
    </message>
</context>
<context>
    <name>OpeningStrip</name>
    <message>
        <source>{done} of {total} calls</source>
        <translation>第 {done} 次调用，共 {total} 次</translation>
    </message>
    <message>
        <source>Opening a session</source>
        <translation>正在打开会话</translation>
    </message>
    <message>
        <source>Progress of the opening</source>
        <translation>打开的进度</translation>
    </message>
    <message>
        <source>Opening {name}: every call of it is made again and compared. Until then, no other press is taken.</source>
        <translation>正在打开 {name}：逐一重做其中的每次调用，并与记录比对。在此之前，其他操作不起作用。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stay with the present session (Escape)</source>
        <translation>留在当前会话（Escape）</translation>
    </message>
</context>
<context>
    <name>OptimizerForm</name>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>The class in torch.optim that changes the parameters</source>
        <translation>torch.optim 中负责更新参数的类</translation>
    </message>
    <message>
        <source>What is wrong with the arguments</source>
        <translation>参数设置有什么问题</translation>
    </message>
    <message>
        <source>⚠ {name}: “{text}” is not a number. Write it like 0.01 or 1e-8.</source>
        <translation>⚠ {name}：“{text}”不是数。请写成 0.01 或 1e-8 这样。</translation>
    </message>
    <message>
        <source>⚠ betas must be at least 0 and below 1.</source>
        <translation>⚠ betas 必须大于等于 0 且小于 1。</translation>
    </message>
    <message>
        <source>⚠ {name} must be at least {low}.</source>
        <translation>⚠ {name} 不能小于 {low}。</translation>
    </message>
    <message>
        <source>⚠ {name} must be between {low} and {high}.</source>
        <translation>⚠ {name} 必须在 {low} 到 {high} 之间。</translation>
    </message>
    <message>
        <source>⚠ nesterov needs a momentum above 0 and a dampening of 0.</source>
        <translation>⚠ nesterov 要求 momentum 大于 0，且 dampening 为 0。</translation>
    </message>
    <message>
        <source>⚠ PyTorch would refuse this: {reason}</source>
        <translation>⚠ PyTorch 不会接受：{reason}</translation>
    </message>
    <message>
        <source>Learning rate: how far a step goes</source>
        <translation>学习率：一步走多远</translation>
    </message>
    <message>
        <source>How much of the last step is kept in the next one</source>
        <translation>动量：上一步有多少保留到下一步</translation>
    </message>
    <message>
        <source>How much less a new gradient counts in the momentum buffer</source>
        <translation>新梯度计入动量缓冲时打多少折扣</translation>
    </message>
    <message>
        <source>Pulls every parameter towards 0, large ones more</source>
        <translation>权重衰减：把参数都拉向 0，越大拉得越多</translation>
    </message>
    <message>
        <source>How slowly the averages of gradient and square forget</source>
        <translation>梯度及其平方的滑动平均遗忘得多慢</translation>
    </message>
    <message>
        <source>Look ahead: add momentum once more to the step itself</source>
        <translation>向前多看一步：更新时再加一次动量</translation>
    </message>
    <message>
        <source>A small number that keeps the division from blowing up</source>
        <translation>一个很小的数，防止除数过小</translation>
    </message>
    <message>
        <source>Divide by the largest second moment so far, not the present one</source>
        <translation>除以迄今最大的二阶矩，而不是当前的</translation>
    </message>
    <message>
        <source>How slowly the average of the squared gradient forgets</source>
        <translation>梯度平方的滑动平均遗忘得多慢</translation>
    </message>
    <message>
        <source>Divide by the gradient&apos;s estimated variance</source>
        <translation>用估计的梯度方差作除数</translation>
    </message>
    <message>
        <source>How fast the learning rate falls with each step</source>
        <translation>学习率每步下降得多快</translation>
    </message>
    <message>
        <source>Where the sum of squared gradients begins</source>
        <translation>梯度平方和的初始值</translation>
    </message>
    <message>
        <source>How slowly both averages of squares forget</source>
        <translation>两个平方滑动平均遗忘得多慢</translation>
    </message>
</context>
<context>
    <name>OptimizerPanel</name>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Parts of the optimizer panel</source>
        <translation>优化器面板的各部分</translation>
    </message>
    <message>
        <source>Update rule</source>
        <translation>更新规则</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Double-click or Enter: explain the update of one of its numbers</source>
        <translation>双击或按回车：解释其中一个数的更新</translation>
    </message>
    <message>
        <source>Explain the update of its number with the largest .grad</source>
        <translation>解释其 .grad 最大的数的更新</translation>
    </message>
    <message>
        <source>in use now</source>
        <translation>正在使用</translation>
    </message>
    <message>
        <source>not applied yet</source>
        <translation>尚未应用</translation>
    </message>
    <message>
        <source>Apply discards the state: {keys} (tensors: {tensors}, numbers: {numbers}).</source>
        <translation>应用后会丢弃状态：{keys}（{tensors} 个张量，{numbers} 个数）。</translation>
    </message>
    <message>
        <source>Build this optimizer</source>
        <translation>创建这个优化器</translation>
    </message>
    <message>
        <source>Line of PyTorch that Apply runs</source>
        <translation>“应用”所执行的 PyTorch 代码</translation>
    </message>
    <message>
        <source>What Apply discards</source>
        <translation>“应用”会丢弃什么</translation>
    </message>
</context>
<context>
    <name>OutputPanel</name>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Outputs and targets, class by class</source>
        <translation>各类别的输出与目标值</translation>
    </message>
    <message>
        <source>Explain the loss</source>
        <translation>解释损失</translation>
    </message>
    <message>
        <source>Numbers of the chosen class</source>
        <translation>所选类别的数值</translation>
    </message>
    <message>
        <source>The loss and the output as Python prints them</source>
        <translation>Python 打印出的损失和输出</translation>
    </message>
    <message>
        <source>No output yet. Press forward: the network computes ten numbers from the input, one for each class.</source>
        <translation>还没有输出。请按 forward：网络会由输入算出十个数，每个类别一个。</translation>
    </message>
    <message>
        <source>This output was computed from the input before. Press forward.</source>
        <translation>这是用之前的输入算出的输出。请按 forward。</translation>
    </message>
    <message>
        <source>This input has no target, so there is nothing to compare with.</source>
        <translation>这个输入没有目标值，没有可比较的对象。</translation>
    </message>
    <message>
        <source>No loss yet. Press loss: it compares the output with the target.</source>
        <translation>还没有损失。请按 loss：它比较输出与目标值。</translation>
    </message>
    <message>
        <source>The loss below is that of an earlier output. Press loss for this one.</source>
        <translation>下面是之前那个输出的损失。要算这个输出的，请按 loss。</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>softmax share in %</source>
        <translation>softmax 占比 (%)</translation>
    </message>
    <message>
        <source>predicted: {predicted}</source>
        <translation>预测：{predicted}</translation>
    </message>
    <message>
        <source>✓ right: predicted {predicted}, and the label is {label}</source>
        <translation>✓ 正确：预测为 {predicted}，标签也是 {label}</translation>
    </message>
    <message>
        <source>✗ wrong: predicted {predicted}, but the label is {label}</source>
        <translation>✗ 错误：预测为 {predicted}，但标签是 {label}</translation>
    </message>
    <message>
        <source>batch accuracy: {percent} % (images: {images})</source>
        <translation>批次准确率：{percent}%（{images} 张图像）</translation>
    </message>
    <message>
        <source>test accuracy: {percent} % (images: {images}, updates: {step})</source>
        <translation>测试集准确率：{percent}%（{images} 张，更新 {step} 次）</translation>
    </message>
    <message>
        <source>class {index}: output {output}</source>
        <translation>类别 {index}：输出 {output}</translation>
    </message>
    <message>
        <source>target {target}</source>
        <translation>目标值 {target}</translation>
    </message>
    <message>
        <source>softmax {percent} %</source>
        <translation>softmax {percent}%</translation>
    </message>
    <message>
        <source>Point at a class or press the left and right keys.</source>
        <translation>指向某个类别，或按左右方向键。</translation>
    </message>
</context>
<context>
    <name>PanelToolbar</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>ParametersPanel</name>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Parameters and their gradients</source>
        <translation>参数及其梯度</translation>
    </message>
    <message>
        <source>Numbers of the chosen parameter</source>
        <translation>所选参数的数值</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Norm of .grad</source>
        <translation>.grad 范数</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>存入次数</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>Norm of update</source>
        <translation>更新范数</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>元素数</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>归属</translation>
    </message>
    <message>
        <source>Its name in net.named_parameters()</source>
        <translation>它在 net.named_parameters() 中的名字</translation>
    </message>
    <message>
        <source>Its shape</source>
        <translation>它的形状</translation>
    </message>
    <message>
        <source>What the gradient account holds: None, zeros or values</source>
        <translation>梯度账户的状态：None、全零或有值</translation>
    </message>
    <message>
        <source>Euclidean norm of the gradient</source>
        <translation>梯度的欧几里得范数</translation>
    </message>
    <message>
        <source>backward calls that added to .grad since it was cleared</source>
        <translation>上次清零以来，往 .grad 里累加过的 backward 次数</translation>
    </message>
    <message>
        <source>Euclidean norm of the parameter&apos;s values</source>
        <translation>参数值的欧几里得范数</translation>
    </message>
    <message>
        <source>Euclidean norm of its change at the last step</source>
        <translation>最近一次 step 中改变量的欧几里得范数</translation>
    </message>
    <message>
        <source>How many numbers it holds</source>
        <translation>它含有多少个数</translation>
    </message>
    <message>
        <source>The optimizer that changes it at step</source>
        <translation>step 时更新它的优化器</translation>
    </message>
    <message>
        <source>Double-click or Enter: explain its number with the largest .grad</source>
        <translation>双击或按回车：解释其 .grad 最大的数</translation>
    </message>
    <message>
        <source>Explain its number with the largest .grad</source>
        <translation>解释其 .grad 最大的数</translation>
    </message>
    <message>
        <source>Explain the largest number of its .grad</source>
        <translation>解释其 .grad 中最大的数</translation>
    </message>
    <message>
        <source>Explain that number&apos;s last update</source>
        <translation>解释那个数的最近一次更新</translation>
    </message>
    <message>
        <source>◎ zeros</source>
        <translation>◎ 全零</translation>
    </message>
    <message>
        <source>● values</source>
        <translation>● 有值</translation>
    </message>
    <message>
        <source>All {count} numbers: norm {norm}, norm of .grad {gradient}, norm of update {update}</source>
        <translation>总范数（{count} 个数）：参数 {norm}，.grad {gradient}，更新 {update}</translation>
    </message>
</context>
<context>
    <name>PastBar</name>
    <message>
        <source>The moment that is shown</source>
        <translation>正在显示的时刻</translation>
    </message>
    <message>
        <source>Back to the newest</source>
        <translation>回到最新</translation>
    </message>
    <message>
        <source>Go to the newest moment of the branch</source>
        <translation>转到该分支的最新时刻</translation>
    </message>
    <message>
        <source>You see the newest moment, after call {call} (branch “{branch}”).</source>
        <translation>现在显示的是最新时刻，即第 {call} 次调用之后（分支“{branch}”）。</translation>
    </message>
    <message>
        <source>You see the moment after call {call} of {calls} (branch “{branch}”). A different call from here begins a new branch.</source>
        <translation>现在显示的是过去：第 {call} 次调用之后，共 {calls} 次（分支“{branch}”）。从这里做一次不同的调用，就会开始一个新分支。</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
</context>
<context>
    <name>PicturePage</name>
    <message>
        <source>Which digit is it?</source>
        <translation>这是数字几？</translation>
    </message>
    <message>
        <source>no target</source>
        <translation>无目标值</translation>
    </message>
    <message>
        <source>Without a target there is an output, but no loss.</source>
        <translation>没有目标值，就只有输出，没有损失。</translation>
    </message>
    <message>
        <source>Prepare like the digits</source>
        <translation>处理成数据集的样子</translation>
    </message>
    <message>
        <source>Same height, width and thickness of strokes as the digits it learns from</source>
        <translation>高度、宽度和笔画粗细与训练用的手写数字一致</translation>
    </message>
    <message>
        <source>What the network gets</source>
        <translation>网络看到的图像</translation>
    </message>
    <message>
        <source>The picture as the network gets it</source>
        <translation>网络实际看到的图像</translation>
    </message>
</context>
<context>
    <name>PlaybackBar</name>
    <message>
        <source>Node that backward has come to</source>
        <translation>backward 走到的节点</translation>
    </message>
    <message>
        <source>Go through the nodes in the order of the engine</source>
        <translation>按引擎的顺序浏览各节点</translation>
    </message>
    <message>
        <source>To the first node of backward</source>
        <translation>到 backward 的第一个节点</translation>
    </message>
    <message>
        <source>One node back (, in the graph)</source>
        <translation>后退一个节点（在图中按 ,）</translation>
    </message>
    <message>
        <source>One node on (. in the graph)</source>
        <translation>前进一个节点（在图中按 .）</translation>
    </message>
    <message>
        <source>To the last node of backward</source>
        <translation>到 backward 的最后一个节点</translation>
    </message>
    <message>
        <source>Stop (Space in the graph)</source>
        <translation>停止（在图中按空格）</translation>
    </message>
    <message>
        <source>Play, about two nodes a second (Space in the graph)</source>
        <translation>播放，每秒约两个节点（在图中按空格）</translation>
    </message>
</context>
<context>
    <name>ProgramCode</name>
    <message>
        <source>The training loop, line by line</source>
        <translation>训练循环，一行一行</translation>
    </message>
    <message>
        <source>F2 edits the arguments of the chosen line, Tab goes to the next one.</source>
        <translation>按 F2 修改所选行的参数，按 Tab 到下一个参数。</translation>
    </message>
    <message>
        <source>Click to switch it (F2)</source>
        <translation>点一下切换（F2）</translation>
    </message>
    <message>
        <source>Click to change it (F2)</source>
        <translation>点一下修改（F2）</translation>
    </message>
</context>
<context>
    <name>ProgramPanel</name>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Training loop to start from</source>
        <translation>选一个训练循环作为起点</translation>
    </message>
    <message>
        <source>Choose a training loop; the network stays as it is</source>
        <translation>选择训练循环；网络保持不变</translation>
    </message>
    <message>
        <source>To cursor</source>
        <translation>运行到光标</translation>
    </message>
    <message>
        <source>Run until the chosen line comes next (Ctrl+F10)</source>
        <translation>一直运行，直到下一步就是选中的行（Ctrl+F10）</translation>
    </message>
    <message>
        <source>Move the chosen line up (Alt+Up)</source>
        <translation>把选中的行上移（Alt+↑）</translation>
    </message>
    <message>
        <source>Move the chosen line down (Alt+Down)</source>
        <translation>把选中的行下移（Alt+↓）</translation>
    </message>
    <message>
        <source>Copy script</source>
        <translation>复制脚本</translation>
    </message>
    <message>
        <source>Copy it all as a script that runs</source>
        <translation>复制成一个可以直接运行的脚本</translation>
    </message>
</context>
<context>
    <name>RandomPage</name>
    <message>
        <source>The tutorial&apos;s input: one image of random numbers, and ten random numbers as its target. Without a seed of its own it is drawn right after the network.</source>
        <translation>教程的输入：一张随机数图像，目标值是十个随机数。不单独设随机种子时，它紧接在网络初始化之后生成。</translation>
    </message>
    <message>
        <source>Seed of its own</source>
        <translation>单独的随机种子</translation>
    </message>
    <message>
        <source>Seed of the random image</source>
        <translation>随机图像的随机种子</translation>
    </message>
</context>
<context>
    <name>ReplView</name>
    <message>
        <source>There is no number at the cursor. The arrow keys move it; with it at a number, Enter has that number explained.</source>
        <translation>光标处没有数。用方向键把光标移到一个数上，再按 Enter，就会解释这个数。</translation>
    </message>
</context>
<context>
    <name>Requests</name>
    <message>
        <source>a run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>RestoreStrip</name>
    <message>
        <source>A session that was not saved</source>
        <translation>未保存的会话</translation>
    </message>
    <message>
        <source>{name}: what was done up to {time} was not saved before the program ended.</source>
        <translation>{name}：截至 {time} 所做的操作，在程序结束前没有保存。</translation>
    </message>
    <message>
        <source>A session from {time} was not saved before the program ended.</source>
        <translation>有一个 {time} 的会话，程序结束前没来得及保存。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Make its calls again and go on with it</source>
        <translation>重做其中的每次调用，然后接着做下去</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除这个会话</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>It stays in File, Open recent, for {days} days</source>
        <translation>它会在“文件”菜单的“最近的会话”里保留 {days} 天</translation>
    </message>
</context>
<context>
    <name>RmsView</name>
    <message>
        <source>{name}: now {now}, before {previous}, at first {first}</source>
        <translation>{name}：现在 {now}，上次 {previous}，最初 {first}</translation>
    </message>
    <message>
        <source>Sizes of the gradients</source>
        <translation>梯度的大小</translation>
    </message>
    <message>
        <source>RMS: the root mean square of a gradient&apos;s entries. To weight: that over the RMS of the parameter&apos;s own entries. Update to weight: how far the last step moved the parameter, over its size. Double-click or Enter: explain the largest number. The menu goes to the moments of the other two marks.</source>
        <translation>均方根：梯度各元素平方的平均值再开方。与参数之比：梯度的均方根除以参数自身的均方根。更新与参数之比：上一次 step 让参数移动了多远，除以参数的大小。双击或按 Enter：解释其中最大的数。右键菜单可以转到另外两个标记的时刻。</translation>
    </message>
    <message>
        <source>Go to the moment before the last change and explain its largest number</source>
        <translation>转到上次改变之前的时刻，并解释其中最大的数</translation>
    </message>
    <message>
        <source>Go to the first backward and explain its largest number</source>
        <translation>转到第一次 backward，并解释其中最大的数</translation>
    </message>
    <message>
        <source>update to weight</source>
        <translation>更新与参数之比</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新之比</translation>
    </message>
    <message>
        <source>RMS</source>
        <translation>均方根</translation>
    </message>
    <message>
        <source>to weight</source>
        <translation>与参数之比</translation>
    </message>
    <message>
        <source>all zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>⚠ not finite</source>
        <translation>⚠ 非有限值</translation>
    </message>
</context>
<context>
    <name>RoundingPage</name>
    <message>
        <source>Differences in units of the last place</source>
        <translation>以 ulp（末位单位）计的差</translation>
    </message>
    <message>
        <source>A bar counts numbers of all gradients. Double-click or Enter: explain the largest of them.</source>
        <translation>每根柱数的是全部梯度中的数。双击或按 Enter：解释其中最大的数。</translation>
    </message>
    <message>
        <source>Explain the largest number of this bar</source>
        <translation>解释这根柱里最大的数</translation>
    </message>
    <message>
        <source>Numbers of the chosen bar</source>
        <translation>所选柱子的数值</translation>
    </message>
    <message>
        <source>Nothing was compared yet. Press Compare.</source>
        <translation>还没有比较过。请按“比较”。</translation>
    </message>
    <message>
        <source>Of all numbers, the share by how many float32 numbers lie from the one to the other (ulp): median {median}, for 99 % at most {most}. Large distances next to zero mean little.</source>
        <translation>按两者相隔多少个 float32 数 (ulp) 统计所有元素的占比：中位数 {median}，99% 的元素不超过 {most}。在 0 附近，距离大也说明不了什么。</translation>
    </message>
    <message>
        <source>{bin}: {numbers} of {total} numbers ({share})</source>
        <translation>{bin}：{total} 个元素中有 {numbers} 个（{share}）</translation>
    </message>
    <message>
        <source>{range} ulp</source>
        <translation>{range} 个 ulp</translation>
    </message>
    <message>
        <source>more than {most} ulp</source>
        <translation>超过 {most} 个 ulp</translation>
    </message>
    <message>
        <source>another sign</source>
        <translation>符号不同</translation>
    </message>
    <message>
        <source>NaN or infinity</source>
        <translation>NaN 或无穷大</translation>
    </message>
</context>
<context>
    <name>SourceChooser</name>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Kind of source</source>
        <translation>来源类型</translation>
    </message>
    <message>
        <source>Random image</source>
        <translation>随机图像</translation>
    </message>
    <message>
        <source>Handwritten digits</source>
        <translation>手写数字</translation>
    </message>
    <message>
        <source>Folder with MNIST&apos;s files</source>
        <translation>MNIST 文件夹</translation>
    </message>
    <message>
        <source>Picture file</source>
        <translation>图片文件</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Use as input</source>
        <translation>用作输入</translation>
    </message>
    <message>
        <source>Use this source as the input</source>
        <translation>把这个来源用作输入</translation>
    </message>
    <message>
        <source>Line of PyTorch that the button runs</source>
        <translation>按钮所执行的 PyTorch 代码</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>还缺什么</translation>
    </message>
</context>
<context>
    <name>StateTable</name>
    <message>
        <source>State of the optimizer</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>What the chosen entry is</source>
        <translation>所选条目的含义</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>元素数</translation>
    </message>
    <message>
        <source>The parameter it belongs to</source>
        <translation>它所属的参数</translation>
    </message>
    <message>
        <source>Its name in optimizer.state</source>
        <translation>它在 optimizer.state 中的名字</translation>
    </message>
    <message>
        <source>The number, where it is a single one</source>
        <translation>只有一个数时，就是这个数</translation>
    </message>
    <message>
        <source>Euclidean norm, where it is a tensor</source>
        <translation>是张量时，它的欧几里得范数</translation>
    </message>
    <message>
        <source>Its shape</source>
        <translation>它的形状</translation>
    </message>
    <message>
        <source>How many numbers it holds</source>
        <translation>它含有多少个数</translation>
    </message>
    <message>
        <source>SGD without momentum remembers nothing: each step looks at .grad alone. Give it a momentum, or choose Adam, to see a state.</source>
        <translation>没有动量的 SGD 什么也不记：每次更新只看 .grad。给它加上动量，或改用 Adam，就能看到状态。</translation>
    </message>
    <message>
        <source>{name} remembers nothing yet. Its state appears at the first step that finds gradients.</source>
        <translation>{name} 还没有记下什么。等到第一次有梯度的 step，它的状态才会出现。</translation>
    </message>
    <message>
        <source>the running sum of past gradients, older ones fading</source>
        <translation>以往梯度的累加和，越旧的影响越小</translation>
    </message>
    <message>
        <source>the first moment: a moving average of the gradient</source>
        <translation>一阶矩：梯度的滑动平均</translation>
    </message>
    <message>
        <source>the second moment: a moving average of the squared gradient</source>
        <translation>二阶矩：梯度平方的滑动平均</translation>
    </message>
    <message>
        <source>the largest second moment so far, which AMSGrad divides by</source>
        <translation>迄今最大的二阶矩，AMSGrad 用它作除数</translation>
    </message>
    <message>
        <source>a moving average of the squared gradient</source>
        <translation>梯度平方的滑动平均</translation>
    </message>
    <message>
        <source>a moving average of the gradient, to centre the squares</source>
        <translation>梯度的滑动平均，用来中心化平方项</translation>
    </message>
    <message>
        <source>the sum of all squared gradients so far</source>
        <translation>迄今所有梯度的平方和</translation>
    </message>
    <message>
        <source>a moving average of the squared updates</source>
        <translation>更新量平方的滑动平均</translation>
    </message>
    <message>
        <source>how many steps this parameter has made</source>
        <translation>这个参数已更新的次数</translation>
    </message>
    <message>
        <source>an entry of optimizer.state</source>
        <translation>optimizer.state 中的一个条目</translation>
    </message>
</context>
<context>
    <name>StatusArea</name>
    <message>
        <source>{done} iterations</source>
        <translation>{done} 次迭代</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>What just happened</source>
        <translation>刚才发生了什么</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Show the whole explanation (F1)</source>
        <translation>显示完整解释 (F1)</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Gradient accounts</source>
        <translation>梯度账户</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>计算图</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>updates: {step}</source>
        <translation>已更新 {step} 次</translation>
    </message>
    <message>
        <source>{tensors} tensors with {numbers} numbers. Only step changes them.</source>
        <translation>{tensors} 个张量，共 {numbers} 个数。只有 step 会改变它们。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>partial: {filled} of {all} written</source>
        <translation>部分：{all} 个中写入了 {filled} 个</translation>
    </message>
    <message>
        <source>deposits: {deposits}, norm {norm}</source>
        <translation>存入 {deposits} 次，范数 {norm}</translation>
    </message>
    <message>
        <source>The .grad of each parameter. backward adds to them, zero_grad clears them.</source>
        <translation>每个参数的 .grad。backward 往里累加，zero_grad 把它清零。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>freed</source>
        <translation>已释放</translation>
    </message>
    <message>
        <source>alive: {nodes} nodes, {bytes} B saved</source>
        <translation>可用：{nodes} 个节点，保存 {bytes} B</translation>
    </message>
    <message>
        <source>What autograd recorded, and the tensors it saved for backward. forward and loss build it, backward frees what it saved.</source>
        <translation>autograd 记录的运算，以及为 backward 保存的张量。forward 和 loss 建立它，backward 释放其中保存的张量。</translation>
    </message>
    <message>
        <source>entries: {count}</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Momentum buffers, moments, counts. Only step changes them.</source>
        <translation>动量缓冲、各阶矩、计数。只有 step 会改变它们。</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message>
        <source>The step by each rule</source>
        <translation>各种规则下的更新</translation>
    </message>
    <message>
        <source>Arithmetic of the chosen rule</source>
        <translation>所选规则的计算过程</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新量</translation>
    </message>
    <message>
        <source>New weight</source>
        <translation>新权重</translation>
    </message>
    <message>
        <source>● the present optimizer; the others from the same gradient</source>
        <translation>● 当前优化器；其余规则使用同一个梯度</translation>
    </message>
    <message>
        <source>What is added to the weight</source>
        <translation>加到权重上的量</translation>
    </message>
    <message>
        <source>The number after the step</source>
        <translation>更新之后的数</translation>
    </message>
    <message>
        <source>The lines below compared with torch.optim on a copy of the number</source>
        <translation>下面的计算与在副本上运行的 torch.optim 相比</translation>
    </message>
    <message>
        <source>Before the step: {numbers}</source>
        <translation>更新之前：{numbers}</translation>
    </message>
    <message>
        <source>Choose a number of a parameter or of its .grad above.</source>
        <translation>请在上方选择参数或其 .grad 中的一个数。</translation>
    </message>
    <message>
        <source>A step changes parameters alone, and {number} is none: it is computed anew by each forward or backward.</source>
        <translation>step 只改变参数，而 {number} 不是参数：每次 forward 或 backward 都会重新计算它。</translation>
    </message>
    <message>
        <source>{name}.grad is None, so step would leave it alone. Press forward, loss and backward first.</source>
        <translation>{name}.grad 是 None，所以 step 不会动它。请先按 forward、loss 和 backward。</translation>
    </message>
</context>
<context>
    <name>SumPage</name>
    <message>
        <source>Deposits of the micro-batches along the whole batch&apos;s gradient</source>
        <translation>各微批次沿整个批次梯度方向存入了多少</translation>
    </message>
    <message>
        <source>Numbers of the chosen micro-batch</source>
        <translation>所选微批次的数值</translation>
    </message>
    <message>
        <source>Why, and what helps</source>
        <translation>原因和改法</translation>
    </message>
    <message>
        <source>whole batch: {norm}</source>
        <translation>整个批次：{norm}</translation>
    </message>
    <message>
        <source>accumulated, along it: {length}</source>
        <translation>累积梯度在此方向上：{length}</translation>
    </message>
    <message>
        <source>Nothing was compared yet. Press Compare.</source>
        <translation>还没有比较过。请按“比较”。</translation>
    </message>
    <message>
        <source>A band is what a micro-batch left in .grad, measured along the whole batch&apos;s gradient. On it stand its samples, and how much each of them counts where that is not × 1. Double-click or Enter: explain the largest number of its deposit.</source>
        <translation>每一段是一个微批次留在 .grad 里的部分，沿整个批次的梯度方向量出。段上写着它的样本数；如果每个样本的分量不是 × 1，也写在上面。双击或按 Enter：解释它存入的最大的数。</translation>
    </message>
    <message>
        <source>Explain the largest number of this deposit</source>
        <translation>解释这笔存入中最大的数</translation>
    </message>
    <message>
        <source>Point at a band or press the left and right keys for its numbers.</source>
        <translation>指向某一段，或按左右方向键，查看它的数值。</translation>
    </message>
    <message>
        <source>Micro-batch {index} of {count}: {size} samples, loss {loss} × {weight}, deposit {norm} long; norm of .grad {before}, after clipping {after}; left of the deposit: {kept} %.</source>
        <translation>第 {index} 个微批次，共 {count} 个：样本 {size} 个，损失 {loss} × {weight}，存入的梯度长 {norm}；.grad 的范数为 {before}，裁剪后为 {after}；存入的部分还剩 {kept}%。</translation>
    </message>
</context>
<context>
    <name>TermTable</name>
    <message>
        <source>This factor is no number of a layer or of a parameter, so there is no explanation of its own behind it.</source>
        <translation>这个因子不是某一层或某个参数中的数，所以没有单独的解释。</translation>
    </message>
</context>
<context>
    <name>TermTiles</name>
    <message>
        <source>= product</source>
        <translation>= 乘积</translation>
    </message>
    <message>
        <source>Shown are those of the image or channel with the largest term.</source>
        <translation>图中是最大项所在的那张图像或那个通道。</translation>
    </message>
</context>
<context>
    <name>TilePage</name>
    <message>
        <source>not finite: {count}</source>
        <translation>非有限值：{count}</translation>
    </message>
    <message>
        <source>Meaning of the colours</source>
        <translation>颜色的含义</translation>
    </message>
    <message>
        <source>The number pointed at</source>
        <translation>所指的数值</translation>
    </message>
    <message>
        <source>Blue is below 0, orange above; the strongest number sets both ends.</source>
        <translation>蓝色小于 0，橙色大于 0；绝对值最大的数决定两端。</translation>
    </message>
    <message>
        <source>Point at a cell, or ← → ↑ ↓</source>
        <translation>指向格子，或按 ← → ↑ ↓</translation>
    </message>
    <message>
        <source>Point at a cell</source>
        <translation>指向格子</translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Back to the timeline</source>
        <translation>回到时间线</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>关闭比较</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>What can be done with the chosen branch</source>
        <translation>可以对所选分支做什么</translation>
    </message>
    <message>
        <source>‹ Mark</source>
        <translation>‹ 标记</translation>
    </message>
    <message>
        <source>To the mark before: a failure, a notice or an alarm (Ctrl+←)</source>
        <translation>转到上一个标记：失败、提示或警报（Ctrl+←）</translation>
    </message>
    <message>
        <source>Mark ›</source>
        <translation>标记 ›</translation>
    </message>
    <message>
        <source>To the next mark: a failure, a notice or an alarm (Ctrl+→)</source>
        <translation>转到下一个标记：失败、提示或警报（Ctrl+→）</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记种类</translation>
    </message>
    <message>
        <source>What counts as a mark to go to</source>
        <translation>哪些算作可以跳转的标记</translation>
    </message>
    <message>
        <source>✖ Calls that failed</source>
        <translation>✖ 失败的调用</translation>
    </message>
    <message>
        <source>▲ Calls that did something silently</source>
        <translation>▲ 悄悄做了些什么的调用</translation>
    </message>
    <message>
        <source>◆ Calls that set off an alarm</source>
        <translation>◆ 触发警报的调用</translation>
    </message>
    <message>
        <source>Show more calls (−, or Ctrl and the wheel)</source>
        <translation>显示更多调用（− 键，或按住 Ctrl 滚动滚轮）</translation>
    </message>
    <message>
        <source>Show fewer calls (+, or Ctrl and the wheel)</source>
        <translation>显示更少调用（+ 键，或按住 Ctrl 滚动滚轮）</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show all calls (0)</source>
        <translation>显示所有调用（0 键）</translation>
    </message>
    <message>
        <source>Pin {letter}</source>
        <translation>标为 {letter}</translation>
    </message>
    <message>
        <source>Pin {letter} to the present moment; once more: take it off</source>
        <translation>把当前时刻标为 {letter}；再按一次则取消</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare A with B, or with the present moment if B is not pinned</source>
        <translation>比较 A 与 B；没有标出 B 时，与当前时刻比较</translation>
    </message>
</context>
<context>
    <name>TimelineStrip</name>
    <message>
        <source>Timeline of the calls</source>
        <translation>调用的时间线</translation>
    </message>
    <message>
        <source>Press a button above: each call becomes a mark here, and a click on a mark goes back to it.</source>
        <translation>按一下上面的按钮：每次调用都会成为这里的一个记号，点击记号就能回到那一刻。</translation>
    </message>
</context>
<context>
    <name>TrainingToolBar</name>
    <message>
        <source>{name}: the expected next call</source>
        <translation>{name}：循环的下一步</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>zero_grad in the loop</source>
        <translation>循环含 zero_grad</translation>
    </message>
    <message>
        <source>How many Run N makes</source>
        <translation>“运行 N”的次数</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seed of the next reset</source>
        <translation>下次重置用的随机种子</translation>
    </message>
</context>
<context>
    <name>TravelBar</name>
    <message>
        <source>Call after which everything is shown</source>
        <translation>显示哪次调用之后的状态</translation>
    </message>
    <message>
        <source>Go through the calls</source>
        <translation>在各次调用之间移动</translation>
    </message>
    <message>
        <source>How many calls −N and +N go</source>
        <translation>−N 与 +N 移动多少次调用</translation>
    </message>
    <message>
        <source>To the beginning, before the first call (Home)</source>
        <translation>回到开头，第一次调用之前（Home 键）</translation>
    </message>
    <message>
        <source>One call back (←; an update back: Shift+←)</source>
        <translation>后退一次调用（←；后退一次更新：Shift+←）</translation>
    </message>
    <message>
        <source>One call forward (→; an update forward: Shift+→)</source>
        <translation>前进一次调用（→；前进一次更新：Shift+→）</translation>
    </message>
    <message>
        <source>To the newest call (End)</source>
        <translation>转到最新的调用（End 键）</translation>
    </message>
    <message>
        <source>N calls back (Page up)</source>
        <translation>后退 N 次调用（Page Up 键）</translation>
    </message>
    <message>
        <source>N calls forward (Page down)</source>
        <translation>前进 N 次调用（Page Down 键）</translation>
    </message>
</context>
<context>
    <name>UpdatesPage</name>
    <message>
        <source>Losses of the two loops</source>
        <translation>两种循环的损失</translation>
    </message>
    <message>
        <source>The loss of an update: the sum of what its loop called backward on.</source>
        <translation>一次更新的损失：该循环对之调用 backward 的各个损失之和。</translation>
    </message>
    <message>
        <source>updates made</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>Nothing was compared yet. Press Compare.</source>
        <translation>还没有比较过。请按“比较”。</translation>
    </message>
    <message>
        <source>There was one update. Raise Updates in the plan to see more.</source>
        <translation>只更新了一次。在“方案”里增大更新次数，就能看到后来的变化。</translation>
    </message>
    <message>
        <source>accumulated</source>
        <translation>累积</translation>
    </message>
    <message>
        <source>whole batch</source>
        <translation>整个批次</translation>
    </message>
    <message>
        <source>lr of the last update: {one} accumulated, {whole} for the whole batch.</source>
        <translation>最后一次更新的学习率：累积为 {one}，整个批次为 {whole}。</translation>
    </message>
</context>
<context>
    <name>WatchCurves</name>
    <message>
        <source>Numbers of the watches</source>
        <translation>监视的数值曲线</translation>
    </message>
    <message>
        <source>updates made</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>Numbers of the watches at the cursor</source>
        <translation>光标处监视项的数值</translation>
    </message>
    <message>
        <source>Nothing is watched. Type an expression above: it is evaluated after each call, and its numbers are drawn here.</source>
        <translation>还没有监视任何东西。在上方输入一个表达式：每次调用之后都会求值，数值画在这里。</translation>
    </message>
    <message>
        <source>No watch is plotted: check Plot in the table.</source>
        <translation>没有要画的监视：请在表格里勾选“画图”。</translation>
    </message>
    <message>
        <source>No numbers yet.</source>
        <translation>还没有数值。</translation>
    </message>
    <message>
        <source>Point at a curve or press the left and right keys.</source>
        <translation>指向曲线，或按左右方向键。</translation>
    </message>
    <message>
        <source>updates {step}: {watch}</source>
        <translation>更新 {step} 次：{watch}</translation>
    </message>
    <message>
        <source>{number} (since {step})</source>
        <translation>{number}（自更新 {step} 次起）</translation>
    </message>
    <message>
        <source>{number} ({place} of {count})</source>
        <translation>{number}（{count} 个中的第 {place} 个）</translation>
    </message>
</context>
<context>
    <name>WatchTable</name>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>画图</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Draw its numbers below</source>
        <translation>在下方画出它的数值</translation>
    </message>
    <message>
        <source>Stop a run when it becomes true</source>
        <translation>变为真时让运行停下来</translation>
    </message>
    <message>
        <source>What is watched</source>
        <translation>正在监视的表达式</translation>
    </message>
    <message>
        <source>shape {shape}</source>
        <translation>形状 {shape}</translation>
    </message>
</context>
<context>
    <name>WatchesPanel</name>
    <message>
        <source>Watches</source>
        <translation>监视</translation>
    </message>
    <message>
        <source>watch, such as norm(conv1.weight.grad)</source>
        <translation>监视表达式，如 norm(conv1.weight.grad)</translation>
    </message>
    <message>
        <source>A new watch expression</source>
        <translation>新的监视表达式</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>监视</translation>
    </message>
    <message>
        <source>Evaluate this after each call (Enter)</source>
        <translation>每次调用之后都求值（Enter）</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove the chosen watch (Delete)</source>
        <translation>删除选中的监视（Delete）</translation>
    </message>
</context>
<context>
    <name>WayView</name>
    <message>
        <source>The way back to the loss</source>
        <translation>回到损失的路径</translation>
    </message>
    <message>
        <source>Which number</source>
        <translation>哪个数</translation>
    </message>
    <message>
        <source>× derivative</source>
        <translation>× 导数</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>项数</translation>
    </message>
    <message>
        <source>From this number to where backward started</source>
        <translation>从这个数到 backward 的起点</translation>
    </message>
    <message>
        <source>What the way is multiplied by here: the local derivative, or the factor</source>
        <translation>路径在这里乘上的数：局部导数或因子</translation>
    </message>
    <message>
        <source>How many terms its sum has; the way goes on along the largest</source>
        <translation>这里的和有多少项；路径沿最大的一项继续</translation>
    </message>
    <message>
        <source>The way back to the loss, at each sum along its largest term:</source>
        <translation>回到损失的路径，在每个和处沿最大的一项走：</translation>
    </message>
    <message>
        <source>Multiplied: {product}. That is this one way; all ways together are {number}.</source>
        <translation>连乘得 {product}。这只是其中一条路径；所有路径合起来是 {number}。</translation>
    </message>
</context>
<context>
    <name>accumulation</name>
    <message>
        <source>{means} means were added and nobody divided; lr / N makes up for it. That holds for plain SGD, not for Adam, weight decay or clipping.</source>
        <translation>加了 {means} 个平均值，谁也没有除；lr / N 正好补回来。这只对普通的 SGD 成立，换成 Adam、加上权重衰减或裁剪就不成立了。</translation>
    </message>
    <message>
        <source>{means} means were added, each counts in full, and nobody divided. Cure: loss / N before backward.</source>
        <translation>加了 {means} 个平均值，每个都按全额计入，谁也没有除。改法：backward 之前先 loss / N。</translation>
    </message>
    <message>
        <source>There are {pieces} micro-batches, and each loss was divided by the N = {n} of a full window. Cure: divide by the number that there are.</source>
        <translation>这里有 {pieces} 个微批次，而每个损失都除以了完整窗口的 N = {n}。改法：有几个就除以几。</translation>
    </message>
    <message>
        <source>Sums add up to the sum over the whole batch by themselves, and here each was made smaller besides. Cure: backward on the sums as they are.</source>
        <translation>各部分的和加起来本来就是整个批次的和，这里每个又被缩小了一次。改法：直接对这些和调用 backward。</translation>
    </message>
    <message>
        <source>Micro-batches without a single target: {empty}. Such a mean is 0 / 0: its loss is NaN and its gradient 0, but N counts it. Cure: reduction=&apos;sum&apos;, and divide by the number of targets in the whole batch.</source>
        <translation>一个目标都不剩的微批次：{empty} 个。这样的平均值是 0 / 0：损失是 NaN，梯度是 0，可是 N 把它也算了进去。改法：用 reduction=&apos;sum&apos;，再除以整个批次的目标数。</translation>
    </message>
    <message>
        <source>Both gradients were longer than max_norm = {max_norm}, and clip_grad_norm_ brought both to it. Where the norm is smaller, the factor comes out.</source>
        <translation>两个梯度都比 max_norm = {max_norm} 长，clip_grad_norm_ 把它们都缩到了这个长度。一旦范数较小，倍数的差别就会露出来。</translation>
    </message>
    <message>
        <source>Every target counts × {most}, compared with the whole batch.</source>
        <translation>与整个批次相比，每个目标的分量都是 × {most}。</translation>
    </message>
    <message>
        <source>The pieces are unequal, and their means were not weighted by it: a sample counts × {most} in a piece of {most_size}, × {least} in one of {least_size}. Cure: loss * (n_i / n).</source>
        <translation>各部分大小不等，平均值却没有按大小加权：在大小为 {most_size} 的部分里，一个样本的分量是 × {most}，在大小为 {least_size} 的部分里是 × {least}。改法：loss * (n_i / n)。</translation>
    </message>
    <message>
        <source>The pieces have unequal numbers of targets left: a target counts × {most} in a piece with {most_size}, × {least} in one with {least_size}. Cure: reduction=&apos;sum&apos;, and divide by the number of targets in the whole batch.</source>
        <translation>各部分剩下的目标数不等：在剩 {most_size} 个的部分里，一个目标的分量是 × {most}，在剩 {least_size} 个的部分里是 × {least}。改法：用 reduction=&apos;sum&apos;，再除以整个批次的目标数。</translation>
    </message>
    <message>
        <source>Each clip shrinks what is in .grad already: {first_kept} % of the first deposit is left, {last_kept} % of the last. Ratio of the norms: {ratio}. Cure: clip once, just before step.</source>
        <translation>每次裁剪都会缩小 .grad 里已有的部分：第一次存入的还剩 {first_kept}%，最后一次的还剩 {last_kept}%。范数之比：{ratio}。改法：只在 step 之前裁剪一次。</translation>
    </message>
    <message>
        <source>None of the usual mistakes explains it.</source>
        <translation>常见的错误都解释不了它。</translation>
    </message>
    <message>
        <source>The scheduler stepped once a micro-batch, {pieces} times an update: the last one was made with lr = {one_lr} in the place of {whole_lr}. Cure: scheduler.step() after optimizer.step().</source>
        <translation>调度器每个微批次走一步，一次更新走了 {pieces} 步：最后一次更新用的是 lr = {one_lr}，本应是 {whole_lr}。改法：把 scheduler.step() 放在 optimizer.step() 之后。</translation>
    </message>
    <message>
        <source>With these arguments of {optimizer}, lr / N does not make up for the factor.</source>
        <translation>{optimizer} 用这些参数时，lr / N 补不回这个倍数。</translation>
    </message>
    <message>
        <source>The learning rate was divided by N = {n}, although the gradient is that of the whole batch, so that every step is too short. Cure: lr as it is.</source>
        <translation>学习率除以了 N = {n}，而梯度本来就与整个批次的一样，于是每一步都太短。改法：学习率保持不变。</translation>
    </message>
    <message>
        <source>The learning rate was divided by N = {n} besides, so that every step is too short. Cure: one of the two, loss / N or lr / N.</source>
        <translation>学习率又除以了 N = {n}，所以每一步都太短。改法：loss / N 和 lr / N 只用其中一个。</translation>
    </message>
    <message>
        <source>{optimizer} divides by the size of the gradient, which takes most of a factor out of the step, but not all.</source>
        <translation>{optimizer} 会除以梯度的大小，这样步子里的倍数大部分被消掉，但没有完全消掉。</translation>
    </message>
    <message>
        <source>Later gradients were long enough to be clipped, and each clip shrinks what is in .grad already. Cure: clip once, just before step.</source>
        <translation>后面的梯度长到需要裁剪，而每次裁剪都会缩小 .grad 里已有的部分。改法：只在 step 之前裁剪一次。</translation>
    </message>
    <message>
        <source>The gradients agree, yet rounding has grown from step to step.</source>
        <translation>梯度是一致的，但舍入误差一步一步放大了。</translation>
    </message>
    <message>
        <source>✓ The updates are those of the whole batch, although the gradient is {factor} times as long.</source>
        <translation>✓ 更新与整个批次的一致，尽管梯度是它的 {factor} 倍长。</translation>
    </message>
    <message>
        <source>✗ The gradient is right, but an update ended in NaN or infinity.</source>
        <translation>✗ 梯度是对的，但更新得到了 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>✓ Equal, because clipping hides a factor of {most}.</source>
        <translation>✓ 相等，因为裁剪掩盖了 {most} 倍的差别。</translation>
    </message>
    <message>
        <source>✓ Identical to the gradient of the whole batch, to the last bit.</source>
        <translation>✓ 与整个批次的梯度完全相同，每一位都一样。</translation>
    </message>
    <message>
        <source>✓ Equal to the gradient of the whole batch, up to rounding.</source>
        <translation>✓ 与整个批次的梯度相等，只差舍入误差。</translation>
    </message>
    <message>
        <source>✗ Wrong by a factor of {factor}.</source>
        <translation>✗ 错了：是应有梯度的 {factor} 倍。</translation>
    </message>
    <message>
        <source>✗ Wrong: another gradient, turned by {angle}, with a relative error of {error}.</source>
        <translation>✗ 错了：这是另一个梯度，方向偏了 {angle}，相对误差为 {error}。</translation>
    </message>
    <message>
        <source>✗ No verdict: a gradient holds NaN or infinity.</source>
        <translation>✗ 无法下结论：梯度里有 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>✗ Right at the first update only: clipping hid a factor of {most}.</source>
        <translation>✗ 只有第一次更新是对的：裁剪掩盖了 {most} 倍的差别。</translation>
    </message>
    <message>
        <source>✗ Right at the first update only, where nothing was clipped.</source>
        <translation>✗ 只有第一次更新是对的，因为那时什么也没有被裁剪。</translation>
    </message>
    <message>
        <source>✗ The gradient is right, the learning rates are not.</source>
        <translation>✗ 梯度是对的，学习率不对。</translation>
    </message>
    <message>
        <source>All {numbers} numbers have the same bits.</source>
        <translation>全部 {numbers} 个元素的每一位都相同。</translation>
    </message>
    <message>
        <source>The same terms were added in another order, and each addition rounds: the two differ by {error} in float32, by {exact} when both are computed in float64. From the exact gradient this one is {one_error} away, the whole batch&apos;s {whole_error}.</source>
        <translation>加的是同样的项，只是顺序不同，而每次加法都要舍入：两者在 float32 下相差 {error}，都用 float64 计算时只差 {exact}。与精确梯度的距离，累积的是 {one_error}，整个批次的是 {whole_error}。</translation>
    </message>
    <message>
        <source>Look at the parameters and at the losses: the network itself has left the numbers.</source>
        <translation>请看参数和损失：网络本身已经算出了 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>Without clipping the factor would be {most}.</source>
        <translation>如果不裁剪，就会是 {most} 倍。</translation>
    </message>
    <message>
        <source>Updates made: {updates}. All parameters have the same bits.</source>
        <translation>更新次数：{updates}。所有参数的每一位都相同。</translation>
    </message>
    <message>
        <source>Updates made: {updates}. The parameters are equal up to rounding: they lie {apart_relative} of their way apart.</source>
        <translation>更新次数：{updates}。参数相等，只差舍入误差：两者相距为所走路程的 {apart_relative}。</translation>
    </message>
    <message>
        <source>Updates made: {updates}. Then parameters held NaN or infinity.</source>
        <translation>更新次数：{updates}。之后参数里出现了 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>Updates made: {updates}. The parameters lie {apart} % of their way apart. The losses that the last backward calls started from add up to {one_loss}; for the whole batch it was {whole_loss}.</source>
        <translation>更新次数：{updates}。两边的参数相距为所走路程的 {apart}%。最后一次更新时，各次 backward 所用的损失之和为 {one_loss}；整个批次的是 {whole_loss}。</translation>
    </message>
    <message>
        <source>The largest number of micro-batch {index} is {deposited}, added to {number}; there the accumulated gradient is {accumulated}, the whole batch&apos;s {whole}.</source>
        <translation>微批次 {index} 存入的最大的数是 {deposited}，加到了 {number} 上；在那里累积的梯度是 {accumulated}，整个批次的是 {whole}。</translation>
    </message>
    <message>
        <source>The largest number of this bar is {number}: {accumulated} accumulated, {whole} for the whole batch.</source>
        <translation>这根柱里最大的数是 {number}：累积得到 {accumulated}，整个批次是 {whole}。</translation>
    </message>
    <message>
        <source>It was computed on a copy, before the network or the batch changed.</source>
        <translation>它是在副本上算出的，那是在网络或批次改变之前。</translation>
    </message>
    <message>
        <source>It was computed on a copy, and .grad holds another or None. Press zero_grad, forward, loss and backward: then the whole batch&apos;s is there for the Inspector.</source>
        <translation>它是在副本上算出的，而 .grad 里是另一个数或 None。依次按 zero_grad、forward、loss 和 backward，整个批次的数就在 .grad 里，“检视器”就能解释它。</translation>
    </message>
    <message>
        <source>It was computed on a copy, with a loss or a clipping that the session does not use, so no .grad holds it.</source>
        <translation>它是在副本上算出的，用的损失或裁剪与现在的会话不同，所以没有哪个 .grad 里有它。</translation>
    </message>
    <message>
        <source>This bar counts no number, so there is none to explain.</source>
        <translation>这根柱里一个数也没有，没有数可以解释。</translation>
    </message>
</context>
<context>
    <name>alarms</name>
    <message>
        <source>NaN or infinity</source>
        <translation>NaN 或无穷大</translation>
    </message>
    <message>
        <source>Gradients explode: norm above</source>
        <translation>梯度爆炸：范数超过</translation>
    </message>
    <message>
        <source>Gradients vanish: RMS below</source>
        <translation>梯度消失：均方根低于</translation>
    </message>
    <message>
        <source>Dead ReLU: share of units above</source>
        <translation>ReLU 死亡：单元占比超过</translation>
    </message>
    <message>
        <source>A step leaves a parameter unchanged</source>
        <translation>step 之后参数没有变化</translation>
    </message>
    <message>
        <source>Update / parameter above</source>
        <translation>更新量 / 参数 超过</translation>
    </message>
    <message>
        <source>Loss rises in a row, times</source>
        <translation>损失连续上升的次数</translation>
    </message>
    <message>
        <source>Numbers in {subject} that are not finite: {value}.</source>
        <translation>{subject} 中有 {value} 个数不是有限值。</translation>
    </message>
    <message>
        <source>The norm of all gradients is {value}, above {threshold}.</source>
        <translation>全部梯度的范数是 {value}，超过了 {threshold}。</translation>
    </message>
    <message>
        <source>The RMS of {subject} is {value}, below {threshold}.</source>
        <translation>{subject} 的均方根是 {value}，低于 {threshold}。</translation>
    </message>
    <message>
        <source>In {subject}, a share of {value} of the units is 0 for the whole batch.</source>
        <translation>{subject} 中占比 {value} 的单元在整个批次上都是 0。</translation>
    </message>
    <message>
        <source>The step left {subject} as it was to the last bit, though it has a gradient.</source>
        <translation>{subject} 有梯度，但 step 之后一个比特都没变。</translation>
    </message>
    <message>
        <source>The step moved {subject} by {value} of its norm, above {threshold}.</source>
        <translation>这一步让 {subject} 移动了自身范数的 {value} 倍，超过了 {threshold}。</translation>
    </message>
    <message>
        <source>The loss has risen {threshold} times in a row, to {value}.</source>
        <translation>损失已连续上升 {threshold} 次，到了 {value}。</translation>
    </message>
    <message>
        <source>One NaN spreads to every parameter with the next step. Usual causes: a learning rate that is too high, a logarithm or a root of 0, a division by 0. Go back to the start (reset) and lower the learning rate; look at which call shows it first.</source>
        <translation>一个 NaN 在下一次 step 就会传染给所有参数。常见原因：学习率太大、对 0 取对数或开方、除以 0。请重置后调小学习率，并看清是哪一次调用最先出现的。</translation>
    </message>
    <message>
        <source>Each backward multiplies by weights, and sums over everything that was not cleared. Is zero_grad in the loop? Then lower the learning rate, or clip the norm before the step.</source>
        <translation>每次 backward 都要乘上权重，还会加上所有没清零的旧梯度。循环里有 zero_grad 吗？如果有，就调小学习率，或在 step 之前裁剪范数。</translation>
    </message>
    <message>
        <source>Little arrives at this layer: many units at 0 in the layers behind it, tiny weights, or a loss that is almost 0 already, which is no fault. Compare it with the layers behind; adaptive optimizers such as Adam care less about the size.</source>
        <translation>传到这一层的梯度很少：后面的层里很多单元为 0、权重太小，或者损失本来就快到 0 了（这不是毛病）。和后面的层比较一下；Adam 这类自适应优化器不太在意梯度的大小。</translation>
    </message>
    <message>
        <source>relu passes no gradient where its output is 0. After a single sample many units are 0, which is normal; dead is a unit that is 0 for every sample. Look with a larger batch; then lower the learning rate, or start with another seed.</source>
        <translation>relu 输出为 0 的地方不传梯度。只看一个样本时很多单元为 0，这很正常；对每个样本都为 0 才算死亡。用大一点的批次再看；然后调小学习率，或换一个随机种子。</translation>
    </message>
    <message>
        <source>The gradient is 0, or so small that adding it changes no bit of a float32; or the optimizer does not own this parameter; or lr is 0.</source>
        <translation>梯度是 0，或小到加上去也改变不了 float32 的任何一位；或者优化器根本不管这个参数；或者 lr 是 0。</translation>
    </message>
    <message>
        <source>A step is usually about a thousandth of the parameter&apos;s norm. One this long forgets what was learned: lower the learning rate, or see whether gradients have piled up.</source>
        <translation>通常一步大约是参数范数的千分之一。步子这么大会把学到的东西忘掉：调小学习率，或看看梯度是不是累积起来了。</translation>
    </message>
    <message>
        <source>Past the goal, or going up: a learning rate that is too high, or momentum, which is also what a forgotten zero_grad is. On changing batches some rises are noise.</source>
        <translation>冲过了头，或者正在往上走：学习率太大，或者动量太大——忘了 zero_grad 其实就是动量。如果每次的批次不同，偶尔上升只是噪声。</translation>
    </message>
</context>
<context>
    <name>answers</name>
    <message>
        <source>How many numbers does the network learn?</source>
        <translation>这个网络要学多少个数？</translation>
    </message>
    <message>
        <source>What became of the loss?</source>
        <translation>损失怎样变化？</translation>
    </message>
    <message>
        <source>How often was each call made?</source>
        <translation>每种调用各做了多少次？</translation>
    </message>
    <message>
        <source>Were gradients summed, without a zero_grad in between?</source>
        <translation>梯度有没有因为中间没调用 zero_grad 而累加？</translation>
    </message>
    <message>
        <source>What is in .grad now?</source>
        <translation>.grad 里现在是什么？</translation>
    </message>
    <message>
        <source>Is the present update rule one with momentum?</source>
        <translation>现在的更新规则带动量吗？</translation>
    </message>
    <message>
        <source>Did a call fail?</source>
        <translation>有调用失败吗？</translation>
    </message>
    <message>
        <source>Computed from this session: its calls since the last start (call {start}) up to the moment that is shown, and the state at that moment.</source>
        <translation>由本会话算出：统计的是最近一次重新开始（第 {start} 次调用）到所示时刻之间的调用，以及该时刻的状态。</translation>
    </message>
    <message>
        <source>Computed from this session: its calls up to the moment that is shown, and the state at that moment.</source>
        <translation>由本会话算出：统计的是到所示时刻为止的调用，以及该时刻的状态。</translation>
    </message>
    <message>
        <source>{count} parameters, in {tensors} tensors.</source>
        <translation>{count} 个参数，分在 {tensors} 个张量里。</translation>
    </message>
    <message>
        <source>None was computed.</source>
        <translation>还没有算过损失。</translation>
    </message>
    <message>
        <source>Losses computed: {count}. The first was {first} (call {first_call}), the last {last} (call {last_call}), the smallest {least} (call {least_call}).</source>
        <translation>共算出 {count} 个损失：第一个是 {first}（第 {first_call} 次调用），最后一个是 {last}（第 {last_call} 次调用），最小的是 {least}（第 {least_call} 次调用）。</translation>
    </message>
    <message>
        <source>Not finite: {count}.</source>
        <translation>其中非有限值 {count} 个。</translation>
    </message>
    <message>
        <source>zero_grad {zero_grad}, forward {forward}, loss {loss}, backward {backward}, step {step} times, calls that failed not counted; all calls together: {calls}.</source>
        <translation>zero_grad {zero_grad} 次，forward {forward} 次，loss {loss} 次，backward {backward} 次，step {step} 次（失败的调用不计）；全部调用共 {calls} 次。</translation>
    </message>
    <message>
        <source>step was not called.</source>
        <translation>没有调用过 step。</translation>
    </message>
    <message>
        <source>Yes: at {several} of {steps} calls of step, backward had been called more than once since the last zero_grad, at most {most} times.</source>
        <translation>有：{steps} 次 step 中，有 {several} 次在此之前、最近一次 zero_grad 之后，backward 调用了不止一次，最多 {most} 次。</translation>
    </message>
    <message>
        <source>No: at none of {steps} calls of step had backward been called more than once since the last zero_grad.</source>
        <translation>没有：{steps} 次 step 中，没有一次在最近一次 zero_grad 之后调用过不止一次 backward。</translation>
    </message>
    <message>
        <source>At {none} of them it had not been called at all.</source>
        <translation>其中有 {none} 次一次也没有调用过 backward。</translation>
    </message>
    <message>
        <source>Calls of experiments: {count}; what they did to gradients is not in these numbers.</source>
        <translation>实验调用 {count} 次；它们对梯度做了什么，不计入这些数。</translation>
    </message>
    <message>
        <source>Of {tensors} tensors, .grad is None at {none}, all zeros at {zeros}, and holds values at {values}.</source>
        <translation>{tensors} 个张量中，.grad 为 None 的有 {none} 个，全零的有 {zeros} 个，有值的有 {values} 个。</translation>
    </message>
    <message>
        <source>Deposits in each since zero_grad: {most}.</source>
        <translation>清零以来各存入 {most} 次。</translation>
    </message>
    <message>
        <source>Deposits in each since zero_grad: {least} to {most}.</source>
        <translation>清零以来各存入 {least} 到 {most} 次。</translation>
    </message>
    <message>
        <source>Much like it: with {line}, betas[0] is {beta}, so that each update follows a decaying mean of the gradients.</source>
        <translation>与动量很像：{line} 的 betas[0] 为 {beta}，每次更新都沿着梯度的衰减平均走。</translation>
    </message>
    <message>
        <source>No: with {line}, betas[0] is 0.</source>
        <translation>不带：{line} 的 betas[0] 为 0。</translation>
    </message>
    <message>
        <source>No: {line} knows no momentum.</source>
        <translation>不带：{line} 没有动量这一项。</translation>
    </message>
    <message>
        <source>Yes: with {line}, momentum is {momentum}, so that each update also follows the gradients of the earlier ones.</source>
        <translation>带：{line} 的 momentum 为 {momentum}，每次更新还会沿着之前各次的梯度走。</translation>
    </message>
    <message>
        <source>No: with {line}, momentum is 0.</source>
        <translation>不带：{line} 的 momentum 为 0。</translation>
    </message>
    <message>
        <source>Without the optimizer, weight by weight as the tutorial first does it, updates were made {count} times; that has no momentum.</source>
        <translation>不用优化器、像教程开头那样逐个减去 learning_rate * gradient 的更新做了 {count} 次；这种更新没有动量。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>Yes: {count}. The first was call {call}, {line}.</source>
        <translation>有 {count} 次。第一次是第 {call} 次调用：{line}。</translation>
    </message>
</context>
<context>
    <name>arguments</name>
    <message>
        <source>Whose gradients are cleared: net&apos;s or optimizer&apos;s</source>
        <translation>清空谁的梯度：net 的还是 optimizer 的</translation>
    </message>
    <message>
        <source>True: each .grad becomes None; False: zeros</source>
        <translation>True：每个 .grad 变成 None；False：变成 0</translation>
    </message>
    <message>
        <source>The loss is divided by it before backward</source>
        <translation>backward 之前损失先除以它</translation>
    </message>
    <message>
        <source>True: keep what backward needs, so that it can be called again</source>
        <translation>True：保留 backward 要用的东西，以便再调用一次</translation>
    </message>
    <message>
        <source>Who makes the update: the optimizer or a line by hand</source>
        <translation>由谁来更新：优化器，还是手写的一行</translation>
    </message>
    <message>
        <source>All gradients together are scaled down to this norm</source>
        <translation>所有梯度合在一起，按比例缩小到这个范数</translation>
    </message>
    <message>
        <source>Micro-batches that make one update</source>
        <translation>多少个微批次更新一次</translation>
    </message>
    <message>
        <source>Calls of scheduler.step() between two changes of lr</source>
        <translation>scheduler.step() 调用多少次，lr 才变一次</translation>
    </message>
    <message>
        <source>lr is multiplied by it at each change</source>
        <translation>lr 每次变化时乘以它</translation>
    </message>
    <message>
        <source>⚠ {name}: “{text}” is not a whole number.</source>
        <translation>⚠ {name}：“{text}”不是整数。</translation>
    </message>
    <message>
        <source>⚠ {name}: “{text}” is not a pair of numbers. Write it like 0.9, 0.999.</source>
        <translation>⚠ {name}：“{text}”不是一对数。请写成 0.9, 0.999 这样。</translation>
    </message>
    <message>
        <source>⚠ {name} must be above {low}.</source>
        <translation>⚠ {name} 必须大于 {low}。</translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Gradient accounts</source>
        <translation>梯度账户</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>计算图</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>untouched</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>{moved} of {all} tensors changed</source>
        <translation>{all} 个张量中有 {moved} 个改变</translation>
    </message>
    <message>
        <source>by a distance of {size}</source>
        <translation>移动距离 {size}</translation>
    </message>
    <message>
        <source>norm {norms}</source>
        <translation>范数 {norms}</translation>
    </message>
    <message>
        <source>deposits {old} → {new}</source>
        <translation>存入次数 {old} → {new}</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>values</source>
        <translation>有值</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>freed</source>
        <translation>已释放</translation>
    </message>
    <message>
        <source>alive from {root}: {nodes} nodes, {bytes} B</source>
        <translation>存活，始于 {root}：{nodes} 个节点，{bytes} B</translation>
    </message>
    <message>
        <source>entries {old} → {new}</source>
        <translation>条目 {old} → {new}</translation>
    </message>
</context>
<context>
    <name>check</name>
    <message>
        <source>loss with the number moved down by {step}: {loss}</source>
        <translation>把这个数减小 {step} 后的损失：{loss}</translation>
    </message>
    <message>
        <source>loss with the number moved up: {loss}</source>
        <translation>把这个数增大后的损失：{loss}</translation>
    </message>
    <message>
        <source>central difference: {number}</source>
        <translation>中心差分：{number}</translation>
    </message>
    <message>
        <source>autograd in float64: {number}</source>
        <translation>float64 自动求导：{number}</translation>
    </message>
    <message>
        <source>relative error: {number}</source>
        <translation>相对误差：{number}</translation>
    </message>
    <message>
        <source>off by rounding of the losses: about {noise}</source>
        <translation>损失的舍入造成的偏差：约 {noise}</translation>
    </message>
    <message>
        <source>Numbers checked: {count}. At a kink between the evaluations: {kinks}.</source>
        <translation>已检验的数：{count} 个。两次求值之间遇到折点的：{kinks} 个。</translation>
    </message>
    <message>
        <source>Largest relative error away from kinks: {error} ({name}).</source>
        <translation>避开折点后的最大相对误差：{error} ({name})。</translation>
    </message>
    <message>
        <source>Rounding of the losses alone puts a difference off by about {noise}: of a derivative as small as that, a large relative error says nothing.</source>
        <translation>仅损失的舍入就会使差分偏离约 {noise}：导数若小到这个程度，相对误差再大也说明不了什么。</translation>
    </message>
    <message>
        <source>.grad is None, so there is nothing to compare it with.</source>
        <translation>.grad 是 None，没有可比较的。</translation>
    </message>
    <message>
        <source>.grad / derivative = {ratio}</source>
        <translation>.grad / 导数 = {ratio}</translation>
    </message>
    <message>
        <source>That is not 1: for instance .grad was scaled or written, backward started from a vector, or the weights or the input have changed since.</source>
        <translation>它不是 1：例如 .grad 被缩放或改写过，backward 从一个向量开始，或者权重或输入此后变了。</translation>
    </message>
    <message>
        <source>.grad is not the derivative of the loss now: it is a sum of {count} deposits, for zero_grad was not called between them.</source>
        <translation>.grad 现在不是损失的导数：它是 {count} 次存入之和，因为其间没有调用 zero_grad。</translation>
    </message>
    <message>
        <source>⚠ Kink: between the two evaluations an input of {layers} changes its sign.</source>
        <translation>⚠ 折点：两次求值之间，{layers} 的某个输入改变了符号。</translation>
    </message>
    <message>
        <source>⚠ Kink: between the two evaluations another number wins a window of {layers}, or two are equal.</source>
        <translation>⚠ 折点：两次求值之间，{layers} 的某个窗口换了最大者，或者有两个数相等。</translation>
    </message>
    <message>
        <source>There the loss has no derivative, and the central difference mixes the slopes of both sides: a difference from autograd is no error of autograd. A smaller step may avoid the kink.</source>
        <translation>损失在那里没有导数，中心差分混合了两侧的斜率：与自动求导不一致并不是自动求导的错。步长小一些也许能避开折点。</translation>
    </message>
</context>
<context>
    <name>experiments</name>
    <message>
        <source>Graph</source>
        <translation>计算图</translation>
    </message>
    <message>
        <source>Gradient accounts</source>
        <translation>梯度账户</translation>
    </message>
    <message>
        <source>Updates and optimizers</source>
        <translation>更新与优化器</translation>
    </message>
    <message>
        <source>Shapes, types and losses</source>
        <translation>形状、类型与损失</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>backward twice</source>
        <translation>连续两次 backward</translation>
    </message>
    <message>
        <source>backward twice, zero_grad in between</source>
        <translation>两次 backward，中间 zero_grad</translation>
    </message>
    <message>
        <source>backward twice with retain_graph</source>
        <translation>用 retain_graph 做两次 backward</translation>
    </message>
    <message>
        <source>A new loss of the old output</source>
        <translation>对旧的 output 再算一次损失</translation>
    </message>
    <message>
        <source>A step between two backwards</source>
        <translation>两次 backward 之间做一次 step</translation>
    </message>
    <message>
        <source>The same, with the step by hand</source>
        <translation>同上，但手动更新</translation>
    </message>
    <message>
        <source>Change a weight after forward, under no_grad</source>
        <translation>forward 之后在 no_grad 下改权重</translation>
    </message>
    <message>
        <source>Change a weight after forward, through .data</source>
        <translation>forward 之后通过 .data 改权重</translation>
    </message>
    <message>
        <source>Detach the output</source>
        <translation>对输出做 detach</translation>
    </message>
    <message>
        <source>forward under no_grad</source>
        <translation>在 no_grad 下做 forward</translation>
    </message>
    <message>
        <source>backward from ten numbers</source>
        <translation>从十个数直接 backward</translation>
    </message>
    <message>
        <source>A vector of another shape</source>
        <translation>形状不对的向量</translation>
    </message>
    <message>
        <source>loss.item().backward()</source>
        <translation>对 loss.item() 调用 backward()</translation>
    </message>
    <message>
        <source>eval() and backward</source>
        <translation>eval() 之后 backward</translation>
    </message>
    <message>
        <source>Look at output.grad</source>
        <translation>查看 output.grad</translation>
    </message>
    <message>
        <source>Ask for output.grad after backward</source>
        <translation>backward 之后才要 output.grad</translation>
    </message>
    <message>
        <source>output.requires_grad = False</source>
        <translation>设置 output.requires_grad = False</translation>
    </message>
    <message>
        <source>output.numpy()</source>
        <translation>调用 output.numpy()</translation>
    </message>
    <message>
        <source>Forget zero_grad</source>
        <translation>忘记 zero_grad</translation>
    </message>
    <message>
        <source>zero_grad between backward and step</source>
        <translation>在 backward 和 step 之间 zero_grad</translation>
    </message>
    <message>
        <source>Change a parameter in place</source>
        <translation>原地修改参数</translation>
    </message>
    <message>
        <source>Change a row of a parameter in place</source>
        <translation>原地修改参数的一行</translation>
    </message>
    <message>
        <source>Freeze a parameter before backward</source>
        <translation>backward 之前冻结参数</translation>
    </message>
    <message>
        <source>Freeze a parameter after backward</source>
        <translation>backward 之后冻结参数</translation>
    </message>
    <message>
        <source>torch.autograd.grad</source>
        <translation>使用 torch.autograd.grad</translation>
    </message>
    <message>
        <source>Write a .grad of another shape</source>
        <translation>写入形状不对的 .grad</translation>
    </message>
    <message>
        <source>Write numbers into a .grad</source>
        <translation>亲手往 .grad 里写数</translation>
    </message>
    <message>
        <source>Keep gradients in a list</source>
        <translation>把梯度存进列表</translation>
    </message>
    <message>
        <source>Register a hook twice</source>
        <translation>同一个钩子注册两次</translation>
    </message>
    <message>
        <source>Kill a layer of ReLUs</source>
        <translation>让一层 ReLU 全部死亡</translation>
    </message>
    <message>
        <source>A layer of zeros</source>
        <translation>全零的一层</translation>
    </message>
    <message>
        <source>step twice</source>
        <translation>连续两次 step</translation>
    </message>
    <message>
        <source>Replace fc3 after the optimizer was built</source>
        <translation>建好优化器之后替换 fc3</translation>
    </message>
    <message>
        <source>Replace fc3, then the optimizer&apos;s zero_grad</source>
        <translation>替换 fc3，再用优化器的 zero_grad</translation>
    </message>
    <message>
        <source>w = w - lr * g in a loop</source>
        <translation>循环里写 w = w - lr * g</translation>
    </message>
    <message>
        <source>net.fc3.weight = weight - lr * g</source>
        <translation>写 net.fc3.weight = weight - lr * g</translation>
    </message>
    <message>
        <source>The tutorial&apos;s f = f.data.sub_(...)</source>
        <translation>教程里的 f = f.data.sub_(...)</translation>
    </message>
    <message>
        <source>The rule by hand without gradients</source>
        <translation>没有梯度时手动更新</translation>
    </message>
    <message>
        <source>An optimizer of a used-up generator</source>
        <translation>用耗尽的生成器建优化器</translation>
    </message>
    <message>
        <source>Clip with a used-up generator</source>
        <translation>用耗尽的生成器裁剪梯度</translation>
    </message>
    <message>
        <source>An optimizer of one tensor</source>
        <translation>只给优化器一个张量</translation>
    </message>
    <message>
        <source>Clip before unscaling</source>
        <translation>还没反缩放就裁剪</translation>
    </message>
    <message>
        <source>Unscale twice</source>
        <translation>反缩放两次</translation>
    </message>
    <message>
        <source>A loss that overflows</source>
        <translation>会溢出的损失</translation>
    </message>
    <message>
        <source>A target of another shape</source>
        <translation>形状不对的目标</translation>
    </message>
    <message>
        <source>An image of 28 x 28</source>
        <translation>28 x 28 的图像</translation>
    </message>
    <message>
        <source>An image with three channels</source>
        <translation>三通道图像</translation>
    </message>
    <message>
        <source>An image without a batch</source>
        <translation>没有批次维的图像</translation>
    </message>
    <message>
        <source>An image without a channel</source>
        <translation>没有通道维的图像</translation>
    </message>
    <message>
        <source>An image in float64</source>
        <translation>float64 的图像</translation>
    </message>
    <message>
        <source>A class that does not exist</source>
        <translation>不存在的类别</translation>
    </message>
    <message>
        <source>Twice as many targets</source>
        <translation>目标多了一倍</translation>
    </message>
    <message>
        <source>Classes as floats</source>
        <translation>用浮点数表示类别</translation>
    </message>
    <message>
        <source>softmax before cross-entropy</source>
        <translation>交叉熵之前先 softmax</translation>
    </message>
    <message>
        <source>nn.MSELoss(output, target)</source>
        <translation>写成 nn.MSELoss(output, target)</translation>
    </message>
    <message>
        <source>loss = loss + ... across iterations</source>
        <translation>跨迭代累加 loss = loss + ...</translation>
    </message>
    <message>
        <source>The same with retain_graph</source>
        <translation>同上，加上 retain_graph</translation>
    </message>
    <message>
        <source>Keep losses in a list</source>
        <translation>把损失存进列表</translation>
    </message>
    <message>
        <source>backward with create_graph</source>
        <translation>带 create_graph 的 backward</translation>
    </message>
    <message>
        <source>Copy the loss</source>
        <translation>复制损失</translation>
    </message>
</context>
<context>
    <name>explain</name>
    <message>
        <source>Explain this number</source>
        <translation>解释这个数</translation>
    </message>
    <message>
        <source>Double-click or Enter: explain this number</source>
        <translation>双击或按回车：解释这个数</translation>
    </message>
</context>
<context>
    <name>explained</name>
    <message>
        <source>Part of the machine: {part}.</source>
        <translation>涉及的部分：{part}。</translation>
    </message>
    <message>
        <source>Often behind it: {myth}</source>
        <translation>背后常见的误解：{myth}</translation>
    </message>
</context>
<context>
    <name>explanations</name>
    <message>
        <source>Before it failed, the call had already written to .grad of: {names}. These gradients are only a part; clear them before you go on.</source>
        <translation>出错之前，这次调用已经写入了下列参数的 .grad：{names}。这些梯度并不完整，请先清零再继续。</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}.</source>
        <translation>{name} 无法写入：{reason}。</translation>
    </message>
    <message>
        <source>No gradient was changed.</source>
        <translation>梯度没有任何改变。</translation>
    </message>
    <message>
        <source>PyTorch refused this call. Its own words are below.</source>
        <translation>PyTorch 拒绝了这次调用，原文见下。</translation>
    </message>
    <message>
        <source>A reset with the same seed brings a clean start.</source>
        <translation>用同一个随机种子重置，就能重新开始。</translation>
    </message>
    <message>
        <source>output is computed, not a leaf: gradients pass through it and are kept only in the accounts of the leaves, the parameters. retain_grad() before backward keeps its own.</source>
        <translation>output 是算出来的，不是叶子：梯度只是从它身上经过，只存进叶子（即参数）的账户。在 backward 之前调用 retain_grad() 可以留下它自己的梯度。</translation>
    </message>
    <message>
        <source>net.parameters() is a generator and was used up before: nothing was clipped. Call it again, or keep a list.</source>
        <translation>net.parameters() 是生成器，之前已经用完了：什么也没裁剪。请重新调用，或存成列表。</translation>
    </message>
    <message>
        <source>Only a warning, but the loss is another one: PyTorch stretched the two shapes until they matched. Give the target the output&apos;s shape.</source>
        <translation>虽然只是警告，损失却已经不是原来的了：PyTorch 把两个形状拉伸到能对上为止。请让目标和输出形状相同。</translation>
    </message>
    <message>
        <source>The gradients now have graphs that hold the parameters, which hold the gradients: memory that is freed only when .grad is cleared. Needed for second derivatives only.</source>
        <translation>现在梯度带着计算图，图抓着参数，参数又抓着梯度：清掉 .grad 才会释放这些内存。只有求二阶导数才需要它。</translation>
    </message>
    <message>
        <source>The scheduler counted a step before the optimizer made one, so the first learning rate is never used. Put scheduler.step() after optimizer.step(), once an update.</source>
        <translation>优化器还没走，调度器就先数了一步，所以第一个学习率永远用不上。请把 scheduler.step() 放在 optimizer.step() 之后，每次更新一次。</translation>
    </message>
    <message>
        <source>{name} is not there.</source>
        <translation>找不到 {name}。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} ends too early: it is damaged or was not copied whole.</source>
        <translation>{name} 不完整：文件已损坏，或没有复制完。</translation>
    </message>
    <message>
        <source>{name} has a length that does not fit its header: {actual} instead of {expected} bytes.</source>
        <translation>{name} 的长度与文件头不符：应为 {expected} 字节，实为 {actual} 字节。</translation>
    </message>
    <message>
        <source>{name} is not in the expected format.</source>
        <translation>{name} 的格式不对。</translation>
    </message>
    <message>
        <source>{name} has another shape than it should: {actual} instead of {expected}.</source>
        <translation>{name} 的形状不对：应为 {expected}，实为 {actual}。</translation>
    </message>
    <message>
        <source>{name} is damaged: {reason}.</source>
        <translation>{name} 已损坏：{reason}。</translation>
    </message>
    <message>
        <source>{name} is too large.</source>
        <translation>{name} 太大。</translation>
    </message>
    <message>
        <source>{name} is not a PNG, JPEG or BMP image.</source>
        <translation>{name} 不是 PNG、JPEG 或 BMP 图片。</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} 是空的。</translation>
    </message>
    <message>
        <source>{name} does not go with the other file: {actual} entries instead of {expected}.</source>
        <translation>{name} 与另一个文件不匹配：应有 {expected} 条，实有 {actual} 条。</translation>
    </message>
    <message>
        <source>{name} holds a label that is not a digit: {actual}.</source>
        <translation>{name} 中有一个标签不是 0 到 9 的数字：{actual}。</translation>
    </message>
    <message>
        <source>“{name}” cannot be read as an expression.</source>
        <translation>“{name}”不是能读懂的表达式。</translation>
    </message>
    <message>
        <source>{name}: one image cannot be split. Choose digits with a larger batch in the Input panel.</source>
        <translation>{name}：一张图像没法拆分。请在“输入”面板里选择手写数字，并用更大的批次。</translation>
    </message>
    <message>
        <source>{name} needs CrossEntropyLoss: MSELoss has no ignore_index.</source>
        <translation>{name} 需要 CrossEntropyLoss：MSELoss 没有 ignore_index。</translation>
    </message>
    <message>
        <source>{name} was saved by a newer version of this program: its format is number {actual}, and this version reads up to {expected}. The newer version opens it.</source>
        <translation>{name} 是用本程序的更新版本保存的：它的格式编号是 {actual}，而当前版本最多只能读到 {expected}。请用新版本打开它。</translation>
    </message>
    <message>
        <source>{name} is a folder on another computer. A session file can come from anybody, so it opens no folders over the network. Copy the images to this computer and choose them in the Input panel.</source>
        <translation>{name} 是另一台计算机上的文件夹。会话文件可能来自任何人，因此它不会打开网络上的文件夹。请把图像复制到本机，再在“输入”面板中选择它们。</translation>
    </message>
    <message>
        <source>The network has no layer named {name} whose result could keep its gradient. It has: {expected}.</source>
        <translation>网络中没有名为 {name}、结果可以保留梯度的层。现有的层：{expected}。</translation>
    </message>
    <message>
        <source>{name}: the history has no such moment. Its branch may have been forgotten.</source>
        <translation>{name}：历史中没有这个时刻。它所在的分支可能已被丢弃。</translation>
    </message>
    <message>
        <source>{name} cannot be forgotten: it is the first branch, or the present moment lies on it. Go to another branch first.</source>
        <translation>{name} 不能丢弃：它是第一个分支，或者当前时刻就在它上面。请先转到别的分支。</translation>
    </message>
    <message>
        <source>{name} must be between {lowest} and {highest}, not {actual}.</source>
        <translation>{name} 必须在 {lowest} 到 {highest} 之间，不能是 {actual}。</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>A training session of LeNet in plain PyTorch</source>
        <translation>用纯 PyTorch 写出的一次 LeNet 训练</translation>
    </message>
    <message>
        <source>It ran with PyTorch {torch} and Python {python} on {system}, {machine}.</source>
        <translation>会话的运行环境：PyTorch {torch}、Python {python}、{system}、{machine}。</translation>
    </message>
    <message>
        <source>These are the calls that led to the moment that was shown, in their order. On the same machine, with the same version of PyTorch, each loss comes out the same to the last bit.</source>
        <translation>下面是通向导出时所见时刻的全部调用，顺序不变。在同一台机器、同一版本的 PyTorch 上，每个损失都与会话中的逐位相同。</translation>
    </message>
    <message>
        <source>Losses that these calls computed: {count}. The last one: {last}.</source>
        <translation>这些调用一共计算了 {count} 个损失，最后一个是 {last}。</translation>
    </message>
    <message>
        <source>These calls computed no loss.</source>
        <translation>这些调用没有计算过损失。</translation>
    </message>
    <message>
        <source>What is needed</source>
        <translation>需要导入的库</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Reading the images</source>
        <translation>读取图像</translation>
    </message>
    <message>
        <source>The start: seed, network, input, loss function, optimizer</source>
        <translation>起点：随机种子、网络、输入、损失函数、优化器</translation>
    </message>
    <message>
        <source>From here on with another setting</source>
        <translation>从这里起换用别的设置</translation>
    </message>
    <message>
        <source>Calls made one by one</source>
        <translation>逐个进行的调用</translation>
    </message>
    <message>
        <source>The same calls, {count} times</source>
        <translation>同样的调用，重复 {count} 次</translation>
    </message>
    <message>
        <source>Every loss, in order</source>
        <translation>依次列出全部损失</translation>
    </message>
    <message>
        <source>copy digits.npz from the program&apos;s folder resources/samples to this place</source>
        <translation>请把程序目录 resources/samples 里的 digits.npz 复制到这个位置</translation>
    </message>
    <message>
        <source>Each process takes its share of every batch. DistributedDataParallel averages the gradients of the processes, so each sums the losses of its share, times the number of processes, divided by what the whole batch is divided by: then the average is the gradient of the whole batch, whatever the shares. It is equal up to rounding, as the sums are made in another order.</source>
        <translation>每个进程只处理每个批次中属于自己的那一份。DistributedDataParallel 会对各进程的梯度取平均，所以每个进程先把自己那一份的损失求和，乘以进程数，再除以整个批次求平均时的除数：这样，无论各份大小如何，平均之后得到的就是整个批次的梯度。由于求和的顺序不同，结果只在舍入误差范围内相等。</translation>
    </message>
    <message>
        <source>Start it with torchrun --nproc_per_node=2 and the name of this file.</source>
        <translation>启动方法：torchrun --nproc_per_node=2，后面写上本文件的文件名。</translation>
    </message>
    <message>
        <source>left out, as over several processes it is not the same:</source>
        <translation>此处省略，因为在多个进程上结果会不一样：</translation>
    </message>
</context>
<context>
    <name>failures</name>
    <message>
        <source>backward already went through this graph and freed its saved tensors.</source>
        <translation>这张计算图已经做过一次 backward，它保存的张量已被释放。</translation>
    </message>
    <message>
        <source>Three cures. Press forward and loss again: a new graph, which is what a training loop does. Or call the first backward with retain_graph=True: it keeps the memory, and each further backward adds its gradient again. Or add both losses and go back once.</source>
        <translation>三种办法。重新按 forward 和 loss：得到一张新图，训练循环就是这么做的。或者第一次 backward 时用 retain_graph=True：内存会一直占着，之后每次 backward 都会再加一遍梯度。或者把两个损失加起来，只反向一次。</translation>
    </message>
    <message>
        <source>“zero_grad would help.” It empties .grad; it does not revive a graph.</source>
        <translation>“zero_grad 就能解决。”它清空的是 .grad，不能让计算图复活。</translation>
    </message>
    <message>
        <source>The graph was built with other weights: {parameter} {shape} was saved at version {saved_version} and is now at version {version}.</source>
        <translation>这张计算图是用旧权重建立的：{parameter} {shape} 保存时是版本 {saved_version}，现在是版本 {version}。</translation>
    </message>
    <message>
        <source>Something, usually step, changed the weights in place after forward had saved them, so the derivative at the old weights can no longer be computed. Press forward and loss again before backward; or do both backwards before step. (A linear layer saves its weight transposed, which is why PyTorch names the turned shape.)</source>
        <translation>forward 保存权重之后，它们又被原地改动了（通常是 step 改的），所以旧权重处的导数已经算不出来。请在 backward 之前重新按 forward 和 loss；或者先做完两次 backward 再 step。（线性层保存的是转置后的权重，所以 PyTorch 报的形状是反过来的。）</translation>
    </message>
    <message>
        <source>“Then I change it through .data.” That hides the change from autograd: no error, and wrong gradients.</source>
        <translation>“那我用 .data 来改。”这只是瞒过了 autograd：不报错，梯度却是错的。</translation>
    </message>
    <message>
        <source>There is no graph behind this tensor: it was computed under no_grad, was detached, or all that it was computed of is frozen.</source>
        <translation>这个张量背后没有计算图：它是在 no_grad 下算的，或者被 detach 了，或者算它用到的参数全被冻结了。</translation>
    </message>
    <message>
        <source>Press forward and loss: they record a graph. In a script, take the detach or the no_grad away from the part that is to be trained; or unfreeze a parameter before forward.</source>
        <translation>请按 forward 和 loss：它们会记录计算图。在脚本里，把要训练的部分从 detach 或 no_grad 里拿出来；或者在 forward 之前解冻参数。</translation>
    </message>
    <message>
        <source>“requires_grad_(True) on the loss repairs it.” It makes a new leaf, and no way back to the weights.</source>
        <translation>“给损失加上 requires_grad_(True) 就好了。”那只是造出一个新叶子，还是回不到权重。</translation>
    </message>
    <message>
        <source>backward starts from one number; output is several numbers.</source>
        <translation>backward 要从一个数出发；output 是好几个数。</translation>
    </message>
    <message>
        <source>Press loss first, which makes one number of them. Or give a vector of output&apos;s shape: backward then computes vector times Jacobian, and each number says how much its output counts.</source>
        <translation>先按 loss，把它们变成一个数。或者给一个和 output 同形状的向量：backward 就计算向量乘雅可比矩阵，每个数表示对应输出占多少分量。</translation>
    </message>
    <message>
        <source>“backward gives the derivative of each output.” It gives one sum.</source>
        <translation>“backward 会给出每个输出的导数。”它只给出一个加权和。</translation>
    </message>
    <message>
        <source>The vector has shape {vector}, but the output has shape {output}.</source>
        <translation>向量的形状是 {vector}，而输出的形状是 {output}。</translation>
    </message>
    <message>
        <source>backward from something that is not a scalar takes one number for each of its entries: how much each entry counts. Give a vector of the output&apos;s shape, such as torch.randn_like(output).</source>
        <translation>从非标量反向传播时，每个元素都要配一个数，表示它占多少分量。请给一个与输出同形状的向量，例如 torch.randn_like(output)。</translation>
    </message>
    <message>
        <source>{parameter} is a leaf that autograd follows: it may not be changed in place while autograd looks.</source>
        <translation>{parameter} 是 autograd 跟踪的叶子：autograd 看着的时候不许原地修改。</translation>
    </message>
    <message>
        <source>Change it under torch.no_grad(), as optimizers do: the version counter then counts the change, and an old graph that needs the old value says so. Or let an optimizer do it.</source>
        <translation>像优化器那样在 torch.no_grad() 下修改：版本号会记下这次改动，需要旧值的旧图会报错。或者交给优化器去改。</translation>
    </message>
    <message>
        <source>“A slice of it is a copy.” A slice is the same memory.</source>
        <translation>“切片是副本。”切片就是同一块内存。</translation>
    </message>
    <message>
        <source>The graph of the loss does not reach {parameter}.</source>
        <translation>损失的计算图通不到 {parameter}。</translation>
    </message>
    <message>
        <source>Press forward and loss with the network as it is now; or ask only for parameters that took part; or pass allow_unused=True and get None.</source>
        <translation>用现在的网络重新按 forward 和 loss；或者只对参与过的参数求导；或者传入 allow_unused=True，得到 None。</translation>
    </message>
    <message>
        <source>A rule by hand reads .grad, and .grad of {parameter} is None: neither it nor a parameter after it has moved.</source>
        <translation>手动更新要读取 .grad，而 {parameter} 的 .grad 是 None：它和排在它之后的参数都没有变化。</translation>
    </message>
    <message>
        <source>Call backward first. Or skip parameters without a gradient, as optimizer.step() does. Or clear with set_to_none=False, which costs memory and moves parameters under momentum or decay.</source>
        <translation>先调用 backward。或者像 optimizer.step() 那样跳过没有梯度的参数。或者清零时用 set_to_none=False：多占内存，而且有动量或权重衰减时参数仍会移动。</translation>
    </message>
    <message>
        <source>“After zero_grad there are zeros.” Since PyTorch 2.0 there is None.</source>
        <translation>“zero_grad 之后是零。”从 PyTorch 2.0 起是 None。</translation>
    </message>
    <message>
        <source>item() gives a plain Python float, and a float has no graph.</source>
        <translation>item() 给出的是普通的 Python 浮点数，浮点数没有计算图。</translation>
    </message>
    <message>
        <source>Call backward on the tensor, and item() afterwards, to print or keep the number.</source>
        <translation>对张量调用 backward；要打印或保存数值，之后再用 item()。</translation>
    </message>
    <message>
        <source>requires_grad of a computed tensor follows from what it was computed of.</source>
        <translation>算出来的张量的 requires_grad 由参与计算的张量决定。</translation>
    </message>
    <message>
        <source>output.detach() gives the same numbers without a graph; no_grad around the forward records none at all, and saves its memory.</source>
        <translation>output.detach() 给出同样的数值，但没有计算图；在 no_grad 下做 forward 则根本不记录，还省内存。</translation>
    </message>
    <message>
        <source>No gradient will come to this tensor, so none can be retained.</source>
        <translation>不会有梯度传到这个张量，所以也没什么可保留的。</translation>
    </message>
    <message>
        <source>Compute it with gradients: forward without no_grad, then retain_grad(), then backward.</source>
        <translation>让它带着梯度来算：不用 no_grad 做 forward，再 retain_grad()，再 backward。</translation>
    </message>
    <message>
        <source>numpy knows no graph, so PyTorch does not drop this one silently.</source>
        <translation>numpy 不认识计算图，PyTorch 不会悄悄把图丢掉。</translation>
    </message>
    <message>
        <source>output.detach().numpy() shares the memory; add .copy() where the numbers are to stay as they are.</source>
        <translation>output.detach().numpy() 共用同一块内存；如果数值要保持不变，再加上 .copy()。</translation>
    </message>
    <message>
        <source>A tensor with a graph behind it cannot be copied deeply.</source>
        <translation>背后带着计算图的张量不能深拷贝。</translation>
    </message>
    <message>
        <source>Copy the number (loss.item()) or the values (loss.detach().clone()); compute the graph again where you need it.</source>
        <translation>复制数值即可：loss.item() 或 loss.detach().clone()；需要计算图时重新算一遍。</translation>
    </message>
    <message>
        <source>A gradient of shape {actual} does not fit {parameter}, which has shape {shape}.</source>
        <translation>形状为 {actual} 的梯度放不进 {parameter}，它的形状是 {shape}。</translation>
    </message>
    <message>
        <source>An account holds one number for each number of its parameter. Use torch.zeros_like(parameter), or let backward write it.</source>
        <translation>账户里的数和参数里的数一一对应。请用 torch.zeros_like(parameter)，或让 backward 来写。</translation>
    </message>
    <message>
        <source>{parameter} is a parameter of the network; the result of w - lr * g is an ordinary tensor.</source>
        <translation>{parameter} 是网络的参数；w - lr * g 的结果只是普通张量。</translation>
    </message>
    <message>
        <source>Change the parameter in place under no_grad: w.sub_(lr * w.grad). Or call optimizer.step(). A new nn.Parameter in its place would be one that the optimizer does not know.</source>
        <translation>在 no_grad 下原地修改：w.sub_(lr * w.grad)。或者调用 optimizer.step()。换上一个新的 nn.Parameter 的话，优化器不认识它。</translation>
    </message>
    <message>
        <source>“w = w - lr * g changes w.” It makes a new tensor of that name.</source>
        <translation>“w = w - lr * g 会改变 w。”它只是新建一个同名的张量。</translation>
    </message>
    <message>
        <source>There is no output yet, so this call has nothing to work on.</source>
        <translation>还没有 output，这次调用无从下手。</translation>
    </message>
    <message>
        <source>Press forward first: it computes output.</source>
        <translation>请先按 forward：它会算出 output。</translation>
    </message>
    <message>
        <source>There is no loss yet, so backward has nowhere to start.</source>
        <translation>还没有 loss，backward 没有起点。</translation>
    </message>
    <message>
        <source>Press forward and then loss. Or go back from the output itself, with a vector: see the menu of backward.</source>
        <translation>请先按 forward，再按 loss。也可以用一个向量，直接从 output 反向传播：见 backward 按钮的菜单。</translation>
    </message>
    <message>
        <source>This input has no target, so there is no loss to compute.</source>
        <translation>这个输入没有目标值，没有损失可算。</translation>
    </message>
    <message>
        <source>Say in the Input panel which digit the picture shows.</source>
        <translation>请在“输入”面板里指明图片上是数字几。</translation>
    </message>
    <message>
        <source>This input is a single image: there is no next batch.</source>
        <translation>这个输入只有一张图像，没有下一批。</translation>
    </message>
    <message>
        <source>Choose batches of digits in the Input panel.</source>
        <translation>请在“输入”面板里选择按批次送入的手写数字。</translation>
    </message>
    <message>
        <source>This loop has no scheduler.</source>
        <translation>这个循环没有学习率调度器。</translation>
    </message>
    <message>
        <source>Choose one of the recipes with a schedule in the Program panel.</source>
        <translation>请在“程序”面板里选一个带学习率调度的循环。</translation>
    </message>
    <message>
        <source>{parameter} takes {expected} numbers, but images of this size leave {actual}: LeNet is made for 32 x 32.</source>
        <translation>{parameter} 需要 {expected} 个数，这种尺寸的图像只剩 {actual} 个：LeNet 是为 32 x 32 设计的。</translation>
    </message>
    <message>
        <source>Pad MNIST&apos;s 28 x 28 images by 2 on each side: a few more multiplications. Or give conv1 padding=2, which changes the network&apos;s text and nothing else of it. Or build fc1 for the other size, and train anew.</source>
        <translation>把 MNIST 的 28 x 28 图像四边各补 2 个像素：只多几次乘法。或者给 conv1 加 padding=2，网络的其余部分不变。或者按新尺寸搭建 fc1，再重新训练。</translation>
    </message>
    <message>
        <source>Turn the image grey, the mean over its channels: the colours are lost. Or build conv1 for three channels: three times as many weights in it, and training anew.</source>
        <translation>把图像变成灰度（对通道取平均）：颜色会丢失。或者把 conv1 建成三通道：这一层的权重变成三倍，还要重新训练。</translation>
    </message>
    <message>
        <source>Add them in front: image[None, None] has the shape (1, 1, 32, 32) and shares the memory. Or let a DataLoader make batches.</source>
        <translation>在前面补上：image[None, None] 的形状是 (1, 1, 32, 32)，共用同一块内存。或者让 DataLoader 来组成批次。</translation>
    </message>
    <message>
        <source>Give the target the output&apos;s shape: target.view(output.shape) costs nothing. Or choose the rows that belong together, where there are too many.</source>
        <translation>让目标和输出形状相同：target.view(output.shape) 不花代价。如果行数多了，就挑出对应的那些行。</translation>
    </message>
    <message>
        <source>Number the classes from 0. Or give fc3 more outputs, and train anew. Or mark what has no class with -100, which cross-entropy leaves out.</source>
        <translation>类别从 0 开始编号。或者给 fc3 更多输出，再重新训练。或者把没有类别的标成 -100，交叉熵会跳过它们。</translation>
    </message>
    <message>
        <source>Cross-entropy takes one class for each sample: take both from the same batch. Or repeat the input, where each sample is meant to have several targets.</source>
        <translation>交叉熵要求每个样本一个类别：请让两者来自同一个批次。如果每个样本本来就有几个目标，就把输入重复几次。</translation>
    </message>
    <message>
        <source>Cross-entropy takes the classes of a batch as one row, shape (N,); these have a second dimension.</source>
        <translation>交叉熵要求把一个批次的类别排成一行，形状为 (N,)；这里的类别多了一维。</translation>
    </message>
    <message>
        <source>target.view(-1) or target.squeeze(1) takes it away and costs nothing. Or give a probability for each class, in the output&apos;s shape.</source>
        <translation>target.view(-1) 或 target.squeeze(1) 可以去掉它，没有任何代价。也可以按 output 的形状，给每个类别一个概率。</translation>
    </message>
    <message>
        <source>target.long() makes classes of them. Or give a probability for each class, in the output&apos;s shape: ten times the memory, and soft targets become possible.</source>
        <translation>target.long() 把它们变成类别。或者按输出的形状给出每个类别的概率：内存是十倍，但可以用软目标。</translation>
    </message>
    <message>
        <source>First make it, then call it: criterion = nn.MSELoss() once, criterion(output, target) at each step. Or use F.mse_loss(output, target), which needs no object.</source>
        <translation>先创建再调用：criterion = nn.MSELoss() 只写一次，每步写 criterion(output, target)。或者用 F.mse_loss(output, target)，不需要对象。</translation>
    </message>
    <message>
        <source>net.parameters() gives each parameter once: whoever went through it before left nothing. Call it again each time; or keep a list, which goes stale when a layer is replaced.</source>
        <translation>net.parameters() 每个参数只给一次：之前遍历过，就什么也不剩了。每次重新调用；或者存成列表，但换层之后列表就过时了。</translation>
    </message>
    <message>
        <source>Put it into brackets: optim.SGD([net.fc3.bias], lr=0.01) trains this one alone. Or give net.parameters() to train all.</source>
        <translation>放进方括号里：optim.SGD([net.fc3.bias], lr=0.01) 只训练它一个。或者传入 net.parameters()，训练全部参数。</translation>
    </message>
    <message>
        <source>“view(-1, 400) adapts itself.” Only the -1, the batch, does.</source>
        <translation>“view(-1, 400) 会自动适应。”能适应的只有 -1，也就是批次那一维。</translation>
    </message>
    <message>
        <source>The image has {actual} channels; {parameter} is made for {expected}.</source>
        <translation>图像有 {actual} 个通道；{parameter} 是为 {expected} 个通道设计的。</translation>
    </message>
    <message>
        <source>An image of shape {input} lacks its channel and its batch.</source>
        <translation>形状为 {input} 的图像缺少通道维和批次维。</translation>
    </message>
    <message>
        <source>The input is {input}, the weights are {weight}.</source>
        <translation>输入是 {input}，权重是 {weight}。</translation>
    </message>
    <message>
        <source>input.float() is what numpy&apos;s float64 needs: a copy at half the size. Or make the array in float32 from the start. net.double() works, too, at twice the memory and less speed.</source>
        <translation>numpy 的 float64 需要 input.float()：复制一份，大小减半。或者一开始就用 float32 建数组。net.double() 也行，但内存翻倍，速度也更慢。</translation>
    </message>
    <message>
        <source>output and target have {output} and {target} entries where they should match.</source>
        <translation>output 和 target 在同一维上分别有 {output} 和 {target} 个元素，本应相同。</translation>
    </message>
    <message>
        <source>There is no output for class {actual}: the ten are 0 to 9.</source>
        <translation>没有类别 {actual} 对应的输出：十个类别是 0 到 9。</translation>
    </message>
    <message>
        <source>{output} samples came with {target} targets.</source>
        <translation>{output} 个样本却配了 {target} 个目标。</translation>
    </message>
    <message>
        <source>Classes are whole numbers; these are {actual}.</source>
        <translation>类别应当是整数；这里是 {actual}。</translation>
    </message>
    <message>
        <source>output and target went to the constructor of the loss, which takes options.</source>
        <translation>output 和 target 传给了损失的构造函数，而它要的是选项。</translation>
    </message>
    <message>
        <source>The optimizer got no parameters at all.</source>
        <translation>优化器一个参数也没拿到。</translation>
    </message>
    <message>
        <source>“parameters() is a list.” It is a generator.</source>
        <translation>“parameters() 是列表。”它是生成器。</translation>
    </message>
    <message>
        <source>The optimizer takes a list of tensors, not one tensor.</source>
        <translation>优化器要的是张量的列表，不是单个张量。</translation>
    </message>
    <message>
        <source>The gradients were divided by the scale already.</source>
        <translation>梯度已经除过缩放系数了。</translation>
    </message>
    <message>
        <source>Call scaler.unscale_ once before each step, after the last micro-batch and before clipping.</source>
        <translation>每次 step 之前只调用一次 scaler.unscale_：在最后一个微批次之后、裁剪之前。</translation>
    </message>
    <message>
        <source>The scaler has not scaled any loss since the last step.</source>
        <translation>上次 step 以来，缩放器还没有缩放过任何损失。</translation>
    </message>
    <message>
        <source>Go back from scaler.scale(loss), and then call scaler.step.</source>
        <translation>请从 scaler.scale(loss) 反向传播，然后再调用 scaler.step。</translation>
    </message>
</context>
<context>
    <name>graph</name>
    <message>
        <source>Forward made it in {stage} with:</source>
        <translation>forward 在 {stage} 处由这一行产生：</translation>
    </message>
    <message>
        <source>Shape of the gradient that comes in: {shape}</source>
        <translation>传入梯度的形状：{shape}</translation>
    </message>
    <message>
        <source>None: nothing there requires a gradient</source>
        <translation>None：那里没有需要梯度的张量</translation>
    </message>
    <message>
        <source>It saved nothing for backward.</source>
        <translation>它没有为 backward 保存任何张量。</translation>
    </message>
    <message>
        <source>Saved for backward:</source>
        <translation>为 backward 保存的张量：</translation>
    </message>
    <message>
        <source>{bytes} bytes</source>
        <translation>{bytes} 字节</translation>
    </message>
    <message>
        <source>version {then}</source>
        <translation>版本 {then}</translation>
    </message>
    <message>
        <source>version {then} when saved, {now} now</source>
        <translation>保存时版本 {then}，现在 {now}</translation>
    </message>
    <message>
        <source>{name}.grad holds values now, norm {norm}.</source>
        <translation>{name}.grad 现在有值，范数 {norm}。</translation>
    </message>
    <message>
        <source>{name}.grad is full of zeros now.</source>
        <translation>{name}.grad 现在全为零。</translation>
    </message>
    <message>
        <source>{name}.grad is None now.</source>
        <translation>{name}.grad 现在是 None。</translation>
    </message>
    <message>
        <source>A surprise of the tutorial: next_functions[0][0] is no ReLU.</source>
        <translation>教程里的一个意外：next_functions[0][0] 不是 ReLU。</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>带我看</translation>
    </message>
    <message>
        <source>Rebuilt: going to this moment has made the calls anew. It has the same nodes and numbers as the first one, but is not the same object.</source>
        <translation>重建的图：来到这一时刻时重新执行了各次调用。它的节点和数值与最初的图相同，但不是同一个对象。</translation>
    </message>
    <message>
        <source>Graphs that hold saved tensors: {count}, together {bytes} bytes. Besides this:</source>
        <translation>持有已保存张量的计算图：{count} 个，共 {bytes} 字节。除本图外：</translation>
    </message>
    <message>
        <source>{name}: nodes {nodes}, {bytes} bytes more</source>
        <translation>{name}：{nodes} 个节点，另占 {bytes} 字节</translation>
    </message>
    <message>
        <source>saved tensor, alive</source>
        <translation>保存的张量，可用</translation>
    </message>
    <message>
        <source>freed by backward</source>
        <translation>已被 backward 释放</translation>
    </message>
    <message>
        <source>out of date: backward will fail</source>
        <translation>已过期：backward 会失败</translation>
    </message>
    <message>
        <source>a hook on the edge</source>
        <translation>边上的 hook（钩子）</translation>
    </message>
    <message>
        <source>pin: click it, and the activation keeps its .grad</source>
        <translation>图钉：点一下，这个激活就保留它的 .grad</translation>
    </message>
    <message>
        <source>Keys in the picture: the arrows follow next_functions, go back, and go to the node beside; Home goes to the root; Ctrl+C copies the path; K keeps .grad.</source>
        <translation>图中的按键：方向键沿 next_functions 前进、后退或移到旁边的节点；Home 回到根节点；Ctrl+C 复制路径；K 保留 .grad。</translation>
    </message>
    <message>
        <source>{name} of {parameter}</source>
        <translation>{parameter} 的 {name}</translation>
    </message>
    <message>
        <source>made by {stage}</source>
        <translation>由 {stage} 产生</translation>
    </message>
    <message>
        <source>saved {names}: {status}</source>
        <translation>保存的 {names}：{status}</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>freed</source>
        <translation>已释放</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>{tensor}, transposed</source>
        <translation>{tensor} 的转置</translation>
    </message>
    <message>
        <source>backward will fail here: {tensor} was changed in place since it was saved.</source>
        <translation>backward 会在这里失败：{tensor} 保存之后被原地修改了。</translation>
    </message>
    <message>
        <source>backward will fail here: {tensor} was saved at version {then}, and is at version {now} now. Something has changed it in place in between.</source>
        <translation>backward 会在这里失败：{tensor} 保存时是版本 {then}，现在是版本 {now}。其间它被原地修改了。</translation>
    </message>
    <message>
        <source>backward failed here: {tensor} was saved at version {then}, but was at version {now} when it was needed.</source>
        <translation>backward 在这里失败了：{tensor} 保存时是版本 {then}，用到时却已是版本 {now}。</translation>
    </message>
    <message>
        <source>backward failed here: an earlier backward has let go of what this node had saved.</source>
        <translation>backward 在这里失败了：之前的一次 backward 已经释放了这个节点保存的张量。</translation>
    </message>
    <message>
        <source>backward failed here. The Log has PyTorch&apos;s own words.</source>
        <translation>backward 在这里失败了。PyTorch 的原话见日志。</translation>
    </message>
    <message>
        <source>{kind} on {tensor}: the Ledger writes down each deposit with it.</source>
        <translation>{tensor} 上的 {kind}：账本用它记下每一笔存入。</translation>
    </message>
    <message>
        <source>{kind} on {tensor}: it writes this backward down, node by node.</source>
        <translation>{tensor} 上的 {kind}：用它逐个节点记录这次 backward。</translation>
    </message>
    <message>
        <source>{kind} on {tensor}: PyTorch keeps the gradient of this activation with it.</source>
        <translation>{tensor} 上的 {kind}：PyTorch 用它保留这个激活的梯度。</translation>
    </message>
    <message>
        <source>{kind} on {tensor}: an experiment has registered it, and may change results.</source>
        <translation>{tensor} 上的 {kind}：由某个实验注册，可能会改变结果。</translation>
    </message>
    <message>
        <source>{layer} does not keep its gradient: backward passes it on and drops it, for only leaves get a .grad.</source>
        <translation>{layer} 不保留梯度：backward 把梯度传下去就丢掉了，因为只有叶子张量才有 .grad。</translation>
    </message>
    <message>
        <source>{layer} has no result yet: the next forward will call retain_grad() on it.</source>
        <translation>{layer} 还没有结果：下一次 forward 会对它调用 retain_grad()。</translation>
    </message>
    <message>
        <source>{layer} will keep its gradient: retain_grad() was called before backward.</source>
        <translation>{layer} 会保留梯度：在 backward 之前已调用 retain_grad()。</translation>
    </message>
    <message>
        <source>{layer} has kept its gradient: backward has filled its .grad.</source>
        <translation>{layer} 保留了梯度：backward 已填好它的 .grad。</translation>
    </message>
    <message>
        <source>Too late for {layer}: backward has been, and its .grad stays None. The next forward will retain it in time.</source>
        <translation>对 {layer} 来说太晚了：backward 已经过去，它的 .grad 仍是 None。下一次 forward 时会及时保留。</translation>
    </message>
    <message>
        <source>{layer} cannot keep a gradient: its result does not require one (PyTorch: can&apos;t retain_grad on Tensor that has requires_grad=False).</source>
        <translation>{layer} 无法保留梯度：它的结果不需要梯度（PyTorch：can&apos;t retain_grad on Tensor that has requires_grad=False）。</translation>
    </message>
    <message>
        <source>alive: nodes {nodes}, saved for backward {bytes} bytes</source>
        <translation>可用：{nodes} 个节点，为 backward 保存了 {bytes} 字节</translation>
    </message>
    <message>
        <source>freed: nodes {nodes}, but backward has let go of the tensors they had saved</source>
        <translation>已释放：{nodes} 个节点还在，但它们保存的张量已被 backward 释放</translation>
    </message>
</context>
<context>
    <name>graph_classes</name>
    <message>
        <source>It holds the rule by which an operation of forward passes a gradient on to its inputs.</source>
        <translation>它记着 forward 的某个运算怎样把梯度传给自己的输入。</translation>
    </message>
    <message>
        <source>A leaf: here the way ends. It adds what comes in to the parameter&apos;s .grad.</source>
        <translation>叶子：路到此为止。它把传入的梯度加到参数的 .grad 上。</translation>
    </message>
    <message>
        <source>bias + input · weightᵀ, a linear layer. Its next_functions are in that order: bias, input, transposed weight.</source>
        <translation>bias + input · weightᵀ，即线性层。它的 next_functions 就按这个顺序：偏置、输入、转置后的权重。</translation>
    </message>
    <message>
        <source>A linear layer: it passes a gradient to input, weight and bias.</source>
        <translation>线性层：把梯度传给输入、权重和偏置。</translation>
    </message>
    <message>
        <source>A product of matrices: each factor&apos;s gradient needs the other factor.</source>
        <translation>矩阵乘积：求每个因子的梯度都要用到另一个因子。</translation>
    </message>
    <message>
        <source>A convolution: it passes a gradient to its input, its weight and its bias.</source>
        <translation>卷积：把梯度传给它的输入、权重和偏置。</translation>
    </message>
    <message>
        <source>relu: the gradient passes where the result was above 0, and becomes 0 elsewhere.</source>
        <translation>relu：结果大于 0 处梯度通过，其余处变为 0。</translation>
    </message>
    <message>
        <source>Max-pooling: the gradient goes to the largest number of each window, the others get 0. Which one it was, it has saved as indices.</source>
        <translation>最大池化：梯度传给每个窗口里最大的那个数，其余得到 0。是哪一个，已作为 indices 保存下来。</translation>
    </message>
    <message>
        <source>A transposition: the weight was turned before the product, so its gradient is turned back.</source>
        <translation>转置：相乘之前权重被转置，所以它的梯度要再转置回来。</translation>
    </message>
    <message>
        <source>The mean squared error: its gradient is 2 · (output − target) / number of elements.</source>
        <translation>均方误差：它的梯度是 2 · (output − target) / 元素个数。</translation>
    </message>
    <message>
        <source>The logarithm of softmax; with the node before it, it makes cross-entropy, whose gradient is softmax − one-hot, divided by the number of samples.</source>
        <translation>softmax 的对数；与前一个节点合起来就是交叉熵，其梯度是 (softmax − one-hot) 除以样本数。</translation>
    </message>
    <message>
        <source>The negative log-likelihood: it takes the number of the right class, with a minus sign, and averages over the batch.</source>
        <translation>负对数似然：取正确类别对应的数，加负号，再对批次求平均。</translation>
    </message>
    <message>
        <source>A division: the gradient is divided by the same number.</source>
        <translation>除法：梯度也除以同一个数。</translation>
    </message>
    <message>
        <source>A product: each factor&apos;s gradient is multiplied by the other factor.</source>
        <translation>乘法：每个因子的梯度要乘上另一个因子。</translation>
    </message>
    <message>
        <source>A sum: it passes the same gradient on to each of its terms.</source>
        <translation>加法：把同样的梯度传给每一项。</translation>
    </message>
    <message>
        <source>A difference: the second term gets the gradient with a minus sign.</source>
        <translation>减法：第二项得到的梯度带负号。</translation>
    </message>
    <message>
        <source>A sum of all elements: each of them gets the same gradient.</source>
        <translation>对所有元素求和：每个元素得到同样的梯度。</translation>
    </message>
    <message>
        <source>A mean: each element gets the same gradient, divided by how many they are.</source>
        <translation>求平均：每个元素得到同样的梯度，再除以元素个数。</translation>
    </message>
    <message>
        <source>A power: d(xⁿ)/dx = n · xⁿ⁻¹.</source>
        <translation>幂：d(xⁿ)/dx = n · xⁿ⁻¹。</translation>
    </message>
    <message>
        <source>It computes nothing: the same numbers in another shape, and the gradient goes back into the old one.</source>
        <translation>它不做计算：同样的数换个形状，梯度再变回原来的形状。</translation>
    </message>
    <message>
        <source>An index, such as output[0]: the gradient goes to what was taken, the rest gets 0.</source>
        <translation>索引，例如 output[0]：梯度传给被取出的部分，其余得到 0。</translation>
    </message>
    <message>
        <source>A slice: the gradient goes to what was taken, the rest gets 0.</source>
        <translation>切片：梯度传给被取出的部分，其余得到 0。</translation>
    </message>
    <message>
        <source>Numbers that were repeated: their gradients are added up.</source>
        <translation>被重复使用的数：它们的梯度会加起来。</translation>
    </message>
    <message>
        <source>A copy: the gradient passes as it is.</source>
        <translation>复制：梯度原样通过。</translation>
    </message>
</context>
<context>
    <name>graph_surprise</name>
    <message>
        <source>A surprise of the tutorial, stop 1 of 3: loss.grad_fn is {root}. The tutorial goes on from here with next_functions[0][0].</source>
        <translation>教程里的一个意外，第 1 站（共 3 站）：loss.grad_fn 是 {root}。教程从这里用 next_functions[0][0] 往下走。</translation>
    </message>
    <message>
        <source>Stop 2 of 3: this is {made}, which made {stage}. Its inputs were, in this order: the bias, the result of {onward}, and the weight, transposed. Guess: which is next_functions[0][0]?</source>
        <translation>第 2 站（共 3 站）：这是 {made}，它产生了 {stage}。它的输入依次是：偏置、{onward} 的结果、转置后的权重。猜一猜：next_functions[0][0] 是哪一个？</translation>
    </message>
    <message>
        <source>Stop 3 of 3: next_functions[0][0] of {made} is {leaf} of {parameter}, not {onward}: the bias is the first input. The way on to the input is next_functions{index}.</source>
        <translation>第 3 站（共 3 站）：{made} 的 next_functions[0][0] 是 {parameter} 的 {leaf}，而不是 {onward}：偏置是第一个输入。通往输入的路是 next_functions{index}。</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>{recorded} of {seen} changes of .grad recorded</source>
        <translation>.grad 改变 {seen} 次，记录了 {recorded} 次</translation>
    </message>
    <message>
        <source>kept: {kept}</source>
        <translation>保留 {kept} 次</translation>
    </message>
    <message>
        <source>A free run spends about a hundredth of its time on recording, so not every backward is there; the first ones and those that you make by hand always are. When the record is full, the first and the newest moments stay, and evenly spaced ones between them. Nothing is averaged: what is kept is exactly what was recorded.</source>
        <translation>自由运行时，大约只用百分之一的时间来记录，所以并非每次 backward 都在其中；最初的几次和你亲手按下的总会记录。记录满了以后，保留最初的和最新的时刻，中间的则均匀抽取。从不取平均：留下来的与当时记录的完全一样。</translation>
    </message>
    <message>
        <source>{name}.grad was None after call {call}, so there is no number to explain.</source>
        <translation>第 {call} 次调用之后 {name}.grad 是 None，没有数可以解释。</translation>
    </message>
    <message>
        <source>While the loop runs, no other moment can be shown. Press pause first.</source>
        <translation>循环正在运行，这时不能转到别的时刻。请先按“暂停”。</translation>
    </message>
    <message>
        <source>This moment does not lie before the present one, so nothing leads back to it from here.</source>
        <translation>这个时刻不在当前时刻之前，从这里回不到它。</translation>
    </message>
</context>
<context>
    <name>inspection</name>
    <message>
        <source>No number is explained any more.</source>
        <translation>不再解释任何数。</translation>
    </message>
    <message>
        <source>The Inspector explains {number}.</source>
        <translation>“检视器”正在解释 {number}。</translation>
    </message>
    <message>
        <source>Compared autograd with finite differences on a copy in float64. The Inspector shows the numbers; your own network is as it was.</source>
        <translation>已在一份 float64 副本上把 autograd 与有限差分作了比较。数字见“检视器”；你自己的网络没有变化。</translation>
    </message>
    <message>
        <source>From now on the units that are off and the equal maxima are counted after each forward that is shown.</source>
        <translation>从现在起，每次显示的前向传播之后都会统计输出为 0 的单元和并列的最大值。</translation>
    </message>
    <message>
        <source>Units that are off and equal maxima are no longer counted.</source>
        <translation>不再统计输出为 0 的单元和并列的最大值。</translation>
    </message>
    <message>
        <source>The next backward that you press is written down node by node.</source>
        <translation>接下来你按下的 backward 会逐个节点记录下来。</translation>
    </message>
    <message>
        <source>backward is no longer written down node by node.</source>
        <translation>不再逐个节点记录 backward。</translation>
    </message>
    <message>
        <source>No activation keeps its gradient any more.</source>
        <translation>不再有激活值保留自己的梯度。</translation>
    </message>
    <message>
        <source>These activations keep their gradient: {layers}.</source>
        <translation>这些激活值会保留自己的梯度：{layers}。</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>PyTorch&apos;s number (float32)</source>
        <translation>PyTorch 的数 (float32)</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>the whole network in float64</source>
        <translation>整个网络用 float64</translation>
    </message>
    <message>
        <source>sum of the terms (float64)</source>
        <translation>各项之和 (float64)</translation>
    </message>
    <message>
        <source>together (float64)</source>
        <translation>合计 (float64)</translation>
    </message>
    <message>
        <source>✓ PyTorch keeps no such number, so it was computed again; all deposits that were computed with it have the same bits as PyTorch&apos;s.</source>
        <translation>✓ PyTorch 不保留这样的数，所以重新计算了一遍；一同算出的所有存入都与 PyTorch 的逐位相同。</translation>
    </message>
    <message>
        <source>⚠ PyTorch keeps no such number, so it was computed again; but not all deposits that were computed with it have the same bits as PyTorch&apos;s.</source>
        <translation>⚠ PyTorch 不保留这样的数，所以重新计算了一遍；但一同算出的存入并非都与 PyTorch 的逐位相同。</translation>
    </message>
    <message>
        <source>✓ Computed again from the saved weights and input: the same bits.</source>
        <translation>✓ 用保存的权重和输入重新计算：逐位相同。</translation>
    </message>
    <message>
        <source>⚠ Computed again from the saved weights and input, it has other bits: they were changed since, or the gradient was.</source>
        <translation>⚠ 用保存的权重和输入重新计算，结果的位不同：它们或梯度此后被改过。</translation>
    </message>
    <message>
        <source>The last deposit cannot be followed into the network now: it was made of another output than the present one, or a hook or another call has had a part in it. A new zero_grad, forward, loss and backward gives one that can, unless a hook is still there.</source>
        <translation>现在无法把最后一笔存入追溯到网络里：它来自另一次 forward 的输出，或者有 hook 或别的调用参与了它。重新执行 zero_grad、forward、loss 和 backward，就会得到可以追溯的一笔（除非 hook 还在）。</translation>
    </message>
    <message>
        <source>A tie: {count} places of the window are equal. PyTorch takes the first of them, and it alone gets the gradient; torch.amax would divide it among them.</source>
        <translation>并列：窗口中有 {count} 个位置相等。PyTorch 取其中第一个，梯度只归它；torch.amax 则会把梯度平分。</translation>
    </message>
    <message>
        <source>The input of relu is exactly 0, where relu has no derivative: PyTorch takes 0.</source>
        <translation>relu 的输入恰好是 0，relu 在那里没有导数：PyTorch 取 0。</translation>
    </message>
    <message>
        <source>Terms that are exactly 0: {zeros} of {terms}.</source>
        <translation>恰好为 0 的项：{terms} 项中有 {zeros} 项。</translation>
    </message>
</context>
<context>
    <name>ledger</name>
    <message>
        <source>({count} more)</source>
        <translation>（另有 {count} 项）</translation>
    </message>
    <message>
        <source>earlier entries together: {sum}</source>
        <translation>更早的各项合计：{sum}</translation>
    </message>
    <message>
        <source>None becomes {value}, its bits kept</source>
        <translation>None 变为 {value}，每一位都原样保留</translation>
    </message>
    <message>
        <source>{before} is replaced by {after}</source>
        <translation>{before} 被替换为 {after}</translation>
    </message>
    <message>
        <source>{sum}   exact</source>
        <translation>{sum}   没有舍入</translation>
    </message>
    <message>
        <source>{sum}   rounded from {exact}, by {error:+.2f} ulp</source>
        <translation>{sum}   由 {exact} 舍入而来，相差 {error:+.2f} ulp</translation>
    </message>
    <message>
        <source>From the last to the first: the same bits.</source>
        <translation>从后往前相加：每一位都相同。</translation>
    </message>
    <message>
        <source>From the last to the first: {sum}, {ulps:.0f} ulp away.</source>
        <translation>从后往前相加：{sum}，相差 {ulps:.0f} ulp。</translation>
    </message>
    <message>
        <source>g{position} · {facts} · this backward failed later</source>
        <translation>g{position} · {facts} · 这次 backward 后来出错了</translation>
    </message>
    <message>
        <source>overwritten by {line}</source>
        <translation>被覆盖：{line}</translation>
    </message>
    <message>
        <source>changed by none of the program&apos;s calls</source>
        <translation>不是本程序的任何调用改的</translation>
    </message>
    <message>
        <source>after {step} updates</source>
        <translation>更新 {step} 次后</translation>
    </message>
    <message>
        <source>micro-batch {number}</source>
        <translation>微批次 {number}</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>vector from the output</source>
        <translation>从 output 出发的向量</translation>
    </message>
    <message>
        <source>divided by {divisor}</source>
        <translation>已除以 {divisor}</translation>
    </message>
    <message>
        <source>call {call}: {line}</source>
        <translation>第 {call} 次调用：{line}</translation>
    </message>
    <message>
        <source>norm {norm}, cosine with .grad {cosine:.4f}, {count} numbers</source>
        <translation>范数 {norm}，与 .grad 的余弦 {cosine:.4f}，共 {count} 个数</translation>
    </message>
    <message>
        <source>a deposit</source>
        <translation>一笔存入</translation>
    </message>
    <message>
        <source>a deposit of a backward that failed later</source>
        <translation>一笔存入，但那次 backward 后来出错了</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>被缩放</translation>
    </message>
    <message>
        <source>overwritten</source>
        <translation>被覆盖</translation>
    </message>
    <message>
        <source>filled with zeros</source>
        <translation>被填为零</translation>
    </message>
    <message>
        <source>dropped to None</source>
        <translation>变为 None</translation>
    </message>
    <message>
        <source>None: the parameter itself is a new one</source>
        <translation>None：参数本身换成了新的</translation>
    </message>
    <message>
        <source>{words} by call {call}: {line}</source>
        <translation>{words}，由第 {call} 次调用：{line}</translation>
    </message>
    <message>
        <source>.grad is None: nothing has been deposited.</source>
        <translation>.grad 是 None：还没有任何存入。</translation>
    </message>
    <message>
        <source>✖ The entries do not come to .grad. Please report this.</source>
        <translation>✖ 各项相加得不到 .grad。请报告这个问题。</translation>
    </message>
    <message>
        <source>⚠ Among the earlier entries is a change that no call of the program made.</source>
        <translation>⚠ 更早的各项中，有一处改动不是本程序的任何调用所为。</translation>
    </message>
    <message>
        <source>⚠ Unexplained: no call of the program made this change.</source>
        <translation>⚠ 来历不明：这处改动不是本程序的任何调用所为。</translation>
    </message>
    <message>
        <source>⚠ Unexplained change after call {call}: {line}</source>
        <translation>⚠ 第 {call} 次调用之后有来历不明的改动：{line}</translation>
    </message>
    <message>
        <source>✓ Zeros, and no deposit since; all {count} numbers compared.</source>
        <translation>✓ 全零，此后没有存入；已逐一比较全部 {count} 个数。</translation>
    </message>
    <message>
        <source>✓ Deposits: {deposits}, other changes: {changes}. In this order they come to .grad to the last bit: all {count} numbers compared.</source>
        <translation>✓ 存入 {deposits} 笔，其他改动 {changes} 处。按此先后计算，与 .grad 每一位都相同：已逐一比较全部 {count} 个数。</translation>
    </message>
    <message>
        <source>✓ {deposits} deposits, added in this order, are .grad to the last bit: all {count} numbers compared.</source>
        <translation>✓ {deposits} 笔存入按此先后相加，与 .grad 每一位都相同：已逐一比较全部 {count} 个数。</translation>
    </message>
    <message>
        <source>✓ One deposit is .grad to the last bit: all {count} numbers compared.</source>
        <translation>✓ 一笔存入，与 .grad 每一位都相同：已逐一比较全部 {count} 个数。</translation>
    </message>
    <message>
        <source>g1 … g{last} together: only their sum is kept</source>
        <translation>g1 … g{last} 合在一起：只保留了它们的和</translation>
    </message>
    <message>
        <source>norm {norm:.3g}  cos {cosine:.3f}</source>
        <translation>范数 {norm:.3g}  cos {cosine:.3f}</translation>
    </message>
    <message>
        <source>Norm of .grad {total}: the bands are what each call adds to it (its norm × its cosine), computed in float64.
{sum} = {total}

Choose one number above to see its sum to the last bit.</source>
        <translation>.grad 的范数为 {total}：每条色带是一次调用对它的贡献（其范数 × 余弦），以 float64 计算。
{sum} = {total}

在上面选一个数，就能看到它精确到最后一位的和式。</translation>
    </message>
</context>
<context>
    <name>lines</name>
    <message>
        <source>the alarms, set</source>
        <translation>设置警报</translation>
    </message>
    <message>
        <source>the flags, chosen</source>
        <translation>选择提示</translation>
    </message>
    <message>
        <source>the watches, edited</source>
        <translation>修改监视</translation>
    </message>
    <message>
        <source>the program, edited</source>
        <translation>修改循环</translation>
    </message>
    <message>
        <source>no gradient of a layer&apos;s result is retained</source>
        <translation>不保留任何层结果的梯度</translation>
    </message>
    <message>
        <source>dead units and ties are counted</source>
        <translation>统计死单元和并列值</translation>
    </message>
    <message>
        <source>dead units and ties are not counted</source>
        <translation>不统计死单元和并列值</translation>
    </message>
    <message>
        <source>backward is written down node by node</source>
        <translation>逐个节点记录 backward</translation>
    </message>
    <message>
        <source>backward is not written down node by node</source>
        <translation>不逐个节点记录 backward</translation>
    </message>
    <message>
        <source>a history of {megabytes} MiB at most</source>
        <translation>历史最多占 {megabytes} MiB</translation>
    </message>
    <message>
        <source>the same {steps} steps with and without net.zero_grad()</source>
        <translation>同样的 {steps} 步：有 net.zero_grad() 与没有</translation>
    </message>
    <message>
        <source>input.split({sizes}) beside the whole batch</source>
        <translation>input.split({sizes}) 与整批对照</translation>
    </message>
    <message>
        <source>no number is explained</source>
        <translation>不解释任何数</translation>
    </message>
    <message>
        <source>{number}, explained</source>
        <translation>解释 {number}</translation>
    </message>
    <message>
        <source>the central difference of {number}, in float64</source>
        <translation>{number} 的中心差分（float64）</translation>
    </message>
    <message>
        <source>central differences of {count} numbers, in float64</source>
        <translation>{count} 个数的中心差分（float64）</translation>
    </message>
    <message>
        <source>the moment after call {call}</source>
        <translation>第 {call} 次调用之后的时刻</translation>
    </message>
    <message>
        <source>the moments after calls {one} and {other}, compared</source>
        <translation>对比第 {one} 次与第 {other} 次调用之后的时刻</translation>
    </message>
    <message>
        <source>the branches, edited</source>
        <translation>修改分支</translation>
    </message>
    <message>
        <source>the session as plain PyTorch in {path}</source>
        <translation>把会话写成普通的 PyTorch：{path}</translation>
    </message>
    <message>
        <source>the session in {path}</source>
        <translation>会话文件 {path}</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Ready. A new LeNet with {count} parameters, initialised from seed {seed}. Press the marked button, or any other.</source>
        <translation>准备好了。一个新的 LeNet，{count} 个参数，由随机种子 {seed} 初始化。请按标出的按钮，按别的也可以。</translation>
    </message>
    <message>
        <source>A run: {calls} calls, {updates} updates. Loss {old} → {new}.</source>
        <translation>一次运行：{calls} 次调用，{updates} 次更新。损失 {old} → {new}。</translation>
    </message>
    <message>
        <source>Stopped at the breakpoint before {line} (reached: {hits}).</source>
        <translation>停在断点处，{line} 之前（第 {hits} 次到达）。</translation>
    </message>
    <message>
        <source>Stopped before {line}.</source>
        <translation>停在 {line} 之前。</translation>
    </message>
    <message>
        <source>Stopped: {text} has become true. Next: {line}.</source>
        <translation>停下：{text} 变为真。下一步：{line}。</translation>
    </message>
    <message>
        <source>Stopped by an alarm. Next: {line}.</source>
        <translation>因警报停下。下一步：{line}。</translation>
    </message>
    <message>
        <source>What is flagged from now on was chosen.</source>
        <translation>已选定今后要提示的内容。</translation>
    </message>
    <message>
        <source>Every .grad is now None; the norm was {norm}. Parameters, graph and optimizer state are untouched.</source>
        <translation>所有 .grad 现在都是 None；清零前范数为 {norm}。参数、计算图和优化器状态都没有变。</translation>
    </message>
    <message>
        <source>Every .grad is now filled with zeros; the norm was {norm}. Parameters, graph and optimizer state are untouched.</source>
        <translation>所有 .grad 现在都填成了 0；清零前范数为 {norm}。参数、计算图和优化器状态都没有变。</translation>
    </message>
    <message>
        <source>The network computed an output for each image (images: {batch}) and recorded a graph: {nodes} nodes, which hold {bytes} bytes of saved tensors for backward. Parameters and gradients are untouched.</source>
        <translation>网络为每张图像（共 {batch} 张）算出了输出，并记录了计算图：{nodes} 个节点，为 backward 保存了 {bytes} 字节的张量。参数和梯度都没有变。</translation>
    </message>
    <message>
        <source>loss = {loss}. The graph has grown to {nodes} nodes and ends in this one number, so backward can start from it.</source>
        <translation>loss = {loss}。计算图增加到 {nodes} 个节点，最后汇成这一个数，backward 就从它开始。</translation>
    </message>
    <message>
        <source>Each parameter received a deposit in its .grad (deposits since it was cleared: {deposits}); the norm of all gradients went from {old} to {new}.</source>
        <translation>每个参数的 .grad 都存入了一笔梯度（清零以来共存入 {deposits} 次）；全部梯度的范数从 {old} 变为 {new}。</translation>
    </message>
    <message>
        <source>The graph&apos;s saved tensors were freed ({bytes} bytes).</source>
        <translation>计算图保存的张量已释放（{bytes} 字节）。</translation>
    </message>
    <message>
        <source>The graph was kept ({bytes} bytes): a second press adds the same again.</source>
        <translation>计算图保留了下来（{bytes} 字节）：再按一次，会再累加一笔同样的梯度。</translation>
    </message>
    <message>
        <source>Numbers changed: {changed} of {total}; the parameters moved by a distance of {size}. The gradients stay in .grad until zero_grad.</source>
        <translation>{total} 个数中有 {changed} 个改变了；参数移动的距离为 {size}。梯度仍留在 .grad 里，直到 zero_grad。</translation>
    </message>
    <message>
        <source>The norm of all gradients went from {old} to {new}; the limit is {limit}. Above it, all are multiplied by one factor, so that the direction stays.</source>
        <translation>全部梯度的范数从 {old} 变为 {new}；上限是 {limit}。超过上限时，所有梯度乘以同一个系数，方向不变。</translation>
    </message>
    <message>
        <source>The scheduler counted a step: the learning rate went from {old} to {new}.</source>
        <translation>调度器数了一步：学习率从 {old} 变为 {new}。</translation>
    </message>
    <message>
        <source>The loop was edited. The network and everything else are as they were.</source>
        <translation>循环已修改。网络和其他一切都保持不变。</translation>
    </message>
    <message>
        <source>Expressions watched: {count}.</source>
        <translation>正在监视 {count} 个表达式。</translation>
    </message>
    <message>
        <source>No error. Nothing in the four parts has changed.</source>
        <translation>没有报错。四个部分都没有变化。</translation>
    </message>
    <message>
        <source>No error. {changes}.</source>
        <translation>没有报错。{changes}。</translation>
    </message>
    <message>
        <source>Batch {batch} of {batches} in epoch {epoch} is now the input.</source>
        <translation>现在的输入是第 {epoch} 轮 (epoch) 的第 {batch} 批，共 {batches} 批。</translation>
    </message>
    <message>
        <source>{percent} % of {images} test images are classified rightly.</source>
        <translation>{images} 张测试图像中，{percent}% 分类正确。</translation>
    </message>
    <message>
        <source>The update rule is now {name}.</source>
        <translation>更新规则现在是 {name}。</translation>
    </message>
    <message>
        <source>The loss function is now {name}.</source>
        <translation>损失函数现在是 {name}。</translation>
    </message>
    <message>
        <source>A new input is in place (images: {batch}). output and loss are still those of the old one until forward.</source>
        <translation>已换上新的输入（{batch} 张图像）。按 forward 之前，output 和 loss 仍属于旧输入。</translation>
    </message>
    <message>
        <source>The panels show sample {index}.</source>
        <translation>各面板现在显示样本 {index}。</translation>
    </message>
    <message>
        <source>torch computes with threads: {count}. The last bits of results depend on it.</source>
        <translation>torch 用 {count} 个线程计算。结果的末几位取决于线程数。</translation>
    </message>
    <message>
        <source>A new start on {device}.</source>
        <translation>已在 {device} 上重新开始。</translation>
    </message>
    <message>
        <source>Trained three copies from one start, updates each: {steps}. The Loss panel shows them; your own network is as it was.</source>
        <translation>从同一起点训练了三份副本，各更新 {steps} 次。结果见“损失”面板；你自己的网络没有变。</translation>
    </message>
    <message>
        <source>Went through a copy of the batch in pieces ({sizes}) and at once. The Accumulation panel compares the two; your own network is as it was.</source>
        <translation>在副本上把这个批次分成几部分（{sizes}）走了一遍，又整个走了一遍。“梯度累积”面板比较了两者；你自己的网络没有变。</translation>
    </message>
</context>
<context>
    <name>missing</name>
    <message>
        <source>Nothing has been computed yet. Press forward, and this number comes to be.</source>
        <translation>还什么都没有计算。按 forward，这个数就会产生。</translation>
    </message>
    <message>
        <source>There is no loss yet. Press forward and then loss.</source>
        <translation>还没有损失。先按 forward，再按 loss。</translation>
    </message>
    <message>
        <source>No gradient has flowed back yet. Press forward, loss and backward; then it can be followed.</source>
        <translation>还没有梯度流回来。按 forward、loss 和 backward，之后就可以追踪它。</translation>
    </message>
    <message>
        <source>There is no gradient here: it is None. Press forward, loss and backward; what is frozen gets none even then.</source>
        <translation>这里没有梯度：它是 None。按 forward、loss 和 backward；被冻结的部分即使那样也得不到梯度。</translation>
    </message>
    <message>
        <source>No step has been made yet. Press step once there are gradients.</source>
        <translation>还没有做过 step。有了梯度之后按 step。</translation>
    </message>
    <message>
        <source>This comes from a call within a free run, whose results were not kept. Pause, then press forward, loss and backward one by one.</source>
        <translation>它来自连续运行中的一次调用，其结果没有保留。请先暂停，再逐个按 forward、loss 和 backward。</translation>
    </message>
    <message>
        <source>The last forward went through other shapes than those of this network, such as a 28×28 or an unbatched image. Choose an input and press forward.</source>
        <translation>上一次 forward 的形状与这个网络不同，例如 28×28 的图像或没有批次维的图像。请选择输入并按 forward。</translation>
    </message>
    <message>
        <source>There is no such number any more: the batch or the network is another one. Choose another number above.</source>
        <translation>这个数已经不存在了：批次或网络换了。请在上方选择另一个数。</translation>
    </message>
    <message>
        <source>The batch is too large for this: numbers are explained for batches of at most {most} images. Choose a smaller batch.</source>
        <translation>批次太大：只对不超过 {most} 张图像的批次解释单个数。请选择较小的批次。</translation>
    </message>
    <message>
        <source>A call that is no line of the loop has made or changed this number, so no rule of the network leads to it. Press zero_grad, forward, loss and backward for a clean one.</source>
        <translation>这个数由循环之外的调用产生或改动过，所以网络的规则推不出它。按 zero_grad、forward、loss 和 backward 可得到干净的数。</translation>
    </message>
</context>
<context>
    <name>moment</name>
    <message>
        <source>loss {loss}, updates {step}, lr {lr}, norm of .grad {norm}</source>
        <translation>损失 {loss}，更新 {step} 次，lr {lr}，.grad 的范数 {norm}</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>norm of .grad</source>
        <translation>.grad 的范数</translation>
    </message>
    <message>
        <source>last update</source>
        <translation>上次更新量</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>Every .grad is None, so the optimizer skipped every parameter: nothing moved, and PyTorch says nothing about it. Call backward before step.</source>
        <translation>所有 .grad 都是 None，优化器跳过了每个参数：什么都没变，PyTorch 也不会提醒。请先 backward 再 step。</translation>
    </message>
    <message>
        <source>Every gradient is zero. Plain SGD stands still then; momentum, Adam and weight decay still move the parameters, which they would not do where .grad is None.</source>
        <translation>所有梯度都是 0。这时普通的 SGD 原地不动；而动量、Adam 和权重衰减仍会改变参数。如果 .grad 是 None，它们就不会。</translation>
    </message>
    <message>
        <source>These gradients had already been used by a step: the same update was made again, with gradients of older weights.</source>
        <translation>这些梯度已经被某次 step 用过：同样的更新又做了一遍，用的还是旧权重处的梯度。</translation>
    </message>
    <message>
        <source>.grad still held the gradients of earlier iterations, because zero_grad was not called since the last step. The step followed their sum, as SGD with momentum 1 would: faster at first, then past the goal.</source>
        <translation>上次 step 之后没有调用 zero_grad，.grad 里还留着之前迭代的梯度。这次 step 用的是它们的和，等同于动量为 1 的 SGD：起初更快，随后冲过头。</translation>
    </message>
    <message>
        <source>These gradients had not been used by any step; they are lost. Between backward and step is the one place where zero_grad does harm.</source>
        <translation>这些梯度还没有被任何 step 用过，就这样丢了。zero_grad 唯一不该出现的位置，就是 backward 和 step 之间。</translation>
    </message>
    <message>
        <source>There was a gradient in .grad already; backward added to it. That is gradient accumulation: meant, or a forgotten zero_grad.</source>
        <translation>原来的 .grad 里已有梯度，backward 又往上累加了一笔。这就是梯度累积：要么是有意的，要么是忘了 zero_grad。</translation>
    </message>
    <message>
        <source>The output before this one was never used: its graph is dropped, together with the tensors it had saved.</source>
        <translation>上一个输出没有用上：它的计算图连同保存的张量一起被丢弃了。</translation>
    </message>
    <message>
        <source>output is from before: the weights or the input have changed since forward. This loss compares the old output with the present target.</source>
        <translation>output 是旧的：forward 之后，权重或输入已经变了。这个损失比较的是旧输出与当前目标值。</translation>
    </message>
    <message>
        <source>Cross-entropy expects a class or a probability for each class. The tutorial&apos;s random target is neither, so this loss means little and may be negative. Choose digits in the Input panel.</source>
        <translation>交叉熵要求目标值是类别，或者各类别的概率。教程的随机目标值两者都不是，所以这个损失没有多大意义，还可能是负的。请在“输入”面板里选择手写数字。</translation>
    </message>
    <message>
        <source>The old optimizer&apos;s state, its momentum buffers or moments, is gone: the new one starts without.</source>
        <translation>旧优化器的状态（动量缓冲或各阶矩）已经丢弃：新优化器从空状态开始。</translation>
    </message>
    <message>
        <source>There was no deposit to clear, so it made no difference here.</source>
        <translation>账户里没有存入过梯度，清零与否没有区别。</translation>
    </message>
    <message>
        <source>Every .grad is None: there was nothing to clip.</source>
        <translation>所有 .grad 都是 None：没有什么可裁剪的。</translation>
    </message>
    <message>
        <source>The same graph was gone through again, and deposited the same gradient once more. retain_graph=True as a habit turns an error into this silent doubling.</source>
        <translation>同一张图又走了一遍，同样的梯度又存入一次。习惯性地写 retain_graph=True，会把报错变成这种悄悄的翻倍。</translation>
    </message>
    <message>
        <source>This loss is a sum of {losses} losses: each backward goes through all of them again, so older ones count again and again. Keep the sum as a number: total += loss.item().</source>
        <translation>这个损失是 {losses} 个损失之和：每次 backward 都会重新走遍所有损失，旧的会一再被计入。请用数值来累加：total += loss.item()。</translation>
    </message>
    <message>
        <source>{edited} was changed through .data after forward, which the version counter does not see. No error, and the gradients are wrong: by up to {difference} against those at the saved weights.</source>
        <translation>{edited} 在 forward 之后通过 .data 改动过，版本号看不到。没有报错，梯度却是错的：与保存的权重处的梯度相比，最大相差 {difference}。</translation>
    </message>
    <message>
        <source>{frozen} is frozen, but an old gradient is still in its account, and step used it. Freezing stops new gradients; zero_grad removes the old one.</source>
        <translation>{frozen} 已冻结，但账户里还有旧梯度，step 照样用了它。冻结只挡住新梯度；旧的要用 zero_grad 清掉。</translation>
    </message>
    <message>
        <source>Nothing but zeros was deposited in {zeros}. A relu passes no gradient where its output is 0, and in PyTorch none where its input is exactly 0 either.</source>
        <translation>存入 {zeros} 的全是零。relu 输出为 0 的地方不传梯度；在 PyTorch 里，输入恰好为 0 时也不传。</translation>
    </message>
    <message>
        <source>backward passed {frozen} by: requires_grad is False there.</source>
        <translation>backward 绕过了 {frozen}：那里的 requires_grad 是 False。</translation>
    </message>
    <message>
        <source>No optimizer owns {orphans}: step left it as it was. The optimizer was built before the layer was replaced; build a new one.</source>
        <translation>没有优化器管 {orphans}：step 没有动它。优化器是在换层之前建的；请重新建一个。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s zero_grad clears what it owns. {orphans} is not among it, so gradients pile up there. net.zero_grad() clears them.</source>
        <translation>优化器的 zero_grad 只清它管的参数。{orphans} 不在其中，梯度会在那里越积越多。net.zero_grad() 能清掉。</translation>
    </message>
    <message>
        <source>{root} has no graph behind it, so backward will find nothing. Numbers are the same; the way back is missing.</source>
        <translation>{root} 背后没有计算图，backward 会无路可走。数值一样，只是没有回去的路。</translation>
    </message>
    <message>
        <source>output has shape {output} and target {target}: every output was compared with every target, {terms} differences in all, and the loss means nothing. Give them one shape.</source>
        <translation>output 的形状是 {output}，target 的形状是 {target}：每个输出和每个目标都比了一遍，一共 {terms} 个差，这样的损失没有意义。请让两者形状相同。</translation>
    </message>
    <message>
        <source>autograd.grad returned the gradients (norm {norm}) and deposited nothing: .grad is as it was. The graph is freed all the same.</source>
        <translation>autograd.grad 直接返回了梯度（范数 {norm}），什么也没存入：.grad 还是原样。计算图照样被释放。</translation>
    </message>
    <message>
        <source>The list holds {losses} losses, and each holds its graph: {bytes} bytes of saved tensors. Append loss.item() instead.</source>
        <translation>列表里有 {losses} 个损失，每个都抓着自己的计算图：保存的张量共 {bytes} 字节。请改为存 loss.item()。</translation>
    </message>
    <message>
        <source>retain_grad() came after backward: the gradient had gone by and was not kept. Ask before backward.</source>
        <translation>retain_grad() 来晚了：backward 时梯度已经过去，没有留下。请在 backward 之前调用。</translation>
    </message>
    <message>
        <source>The image has no batch dimension, and view(-1, 400) made a batch of one of it: no error here, and a wrong one with other networks.</source>
        <translation>图像没有批次维，view(-1, 400) 把它当成了只有一张的批次：这里不报错，换个网络就会出错。</translation>
    </message>
    <message>
        <source>Cross-entropy applies softmax itself. Applied twice it gives {twice} in the place of {once}, and gradients that are too small. Give it the raw outputs.</source>
        <translation>交叉熵自己会做 softmax。做两次得到的是 {twice} 而不是 {once}，梯度也会太小。请给它原始输出。</translation>
    </message>
    <message>
        <source>w = w - ... makes a new tensor and binds the name w to it: {moved} of {total} numbers of the network have moved. Change w in place under no_grad.</source>
        <translation>w = w - ... 新建一个张量，再把名字 w 指向它：网络的 {total} 个数中只有 {moved} 个移动了。请在 no_grad 下原地修改 w。</translation>
    </message>
    <message>
        <source>f is a new object (f is p: {same_object}) on the same memory ({same_memory}): sub_ moved the parameter all the same. The f = in front has no effect.</source>
        <translation>f 是新对象（f is p：{same_object}），用的却是同一块内存（{same_memory}）：sub_ 照样改动了参数。前面的 f = 不起作用。</translation>
    </message>
    <message>
        <source>The network is in eval mode, and gradients come all the same: eval() only switches dropout and batch norm, which LeNet does not have. no_grad is what stops gradients.</source>
        <translation>网络处于 eval 模式，梯度照样会来：eval() 只切换 dropout 和批归一化，LeNet 都没有。真正停掉梯度的是 no_grad。</translation>
    </message>
    <message>
        <source>fc3.bias.grad was written by hand: its norm went from {old_norm} to {new_norm}. Autograd knows nothing of it, and step will use it. The Ledger shows it as overwritten: what the deposits came to is lost.</source>
        <translation>fc3.bias.grad 被亲手改写：范数从 {old_norm} 变为 {new_norm}。autograd 对此一无所知，step 却会照用。账本把它记为“被覆盖”：此前各笔存入的和已经丢失。</translation>
    </message>
    <message>
        <source>{same} of {entries} entries are one and the same tensor: .grad itself, which later deposits changed. Append .grad.clone() to keep what it was.</source>
        <translation>{entries} 个条目中有 {same} 个是同一个张量，也就是 .grad 本身，后来的存入改变了它。要留下当时的值，请存 .grad.clone()。</translation>
    </message>
    <message>
        <source>The hook is registered {hooks} times and was called as often: the gradient of fc3.bias was multiplied by {factor}. Keep the handle of a hook, and remove it.</source>
        <translation>这个钩子注册了 {hooks} 次，也就被调用了这么多次：fc3.bias 的梯度被乘以 {factor}。请保存钩子的句柄，并把它移除。</translation>
    </message>
    <message>
        <source>.grad holds gradients times {scale}. Divide them first (scaler.unscale_), or clipping and steps see numbers of the wrong size.</source>
        <translation>.grad 里是乘了 {scale} 的梯度。请先除回去（scaler.unscale_），否则裁剪和 step 看到的大小都是错的。</translation>
    </message>
    <message>
        <source>A gradient was infinite, so the scaler left the step out and lowered its scale from {scale} to {new_scale}. Nothing moved.</source>
        <translation>有梯度是无穷大，所以缩放器跳过了这次 step，并把缩放系数从 {scale} 降到 {new_scale}。什么都没动。</translation>
    </message>
</context>
<context>
    <name>plan</name>
    <message>
        <source>Sizes</source>
        <translation>各部分大小</translation>
    </message>
    <message>
        <source>Samples in each micro-batch, from the front of the batch: 8, 8, 16. 4 x 8 stands for 8, 8, 8, 8.</source>
        <translation>从批次开头数起，每个微批次有几个样本：8, 8, 16。4 x 8 表示 8, 8, 8, 8。</translation>
    </message>
    <message>
        <source>Full window N</source>
        <translation>完整窗口 N</translation>
    </message>
    <message>
        <source>The N of loss / N. More than there are sizes: the last window of an epoch, only partly filled.</source>
        <translation>loss / N 里的 N。比大小的个数多，就表示一轮里最后那个没有填满的窗口。</translation>
    </message>
    <message>
        <source>Loss function</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>What the loss function makes of the losses of a micro-batch</source>
        <translation>损失函数怎样汇总一个微批次的各个损失</translation>
    </message>
    <message>
        <source>Before backward</source>
        <translation>backward 之前</translation>
    </message>
    <message>
        <source>What is done to each loss: n_i are the samples of the micro-batch, n those of all, total all targets that are not ignored.</source>
        <translation>对每个损失做什么：n_i 是这个微批次的样本数，n 是全部样本数，total 是没有被忽略的目标总数。</translation>
    </message>
    <message>
        <source>Ignored targets</source>
        <translation>忽略的目标</translation>
    </message>
    <message>
        <source>So many targets from the front are -100, which CrossEntropyLoss leaves out, as it does with padding.</source>
        <translation>开头这么多个目标设为 -100，CrossEntropyLoss 会像对待填充那样跳过它们。</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>How often clip_grad_norm_ is called</source>
        <translation>多久调用一次 clip_grad_norm_</translation>
    </message>
    <message>
        <source>Clip to max_norm</source>
        <translation>裁剪到 max_norm</translation>
    </message>
    <message>
        <source>The norm that all gradients together are clipped to</source>
        <translation>所有梯度合在一起被裁剪到的范数</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <source>How often scheduler.step() is called; every 10 calls halve the learning rate.</source>
        <translation>多久调用一次 scheduler.step()；每调用 10 次学习率减半。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Make the updates with the learning rate divided by N</source>
        <translation>用除以 N 的学习率来更新</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>How many updates each of the two loops makes, all on this batch</source>
        <translation>两个循环各做多少次更新，都用这一个批次</translation>
    </message>
</context>
<context>
    <name>presets</name>
    <message>
        <source>Equal pieces, loss / N</source>
        <translation>等分，loss / N</translation>
    </message>
    <message>
        <source>Equal pieces, undivided</source>
        <translation>等分，不除</translation>
    </message>
    <message>
        <source>Undivided, with lr / N</source>
        <translation>不除，改用 lr / N</translation>
    </message>
    <message>
        <source>Unequal pieces, loss / N</source>
        <translation>大小不等，loss / N</translation>
    </message>
    <message>
        <source>Unequal pieces, weighted</source>
        <translation>大小不等，加权</translation>
    </message>
    <message>
        <source>The last window, partly filled</source>
        <translation>没有填满的最后一个窗口</translation>
    </message>
    <message>
        <source>Clip once an update</source>
        <translation>每次更新裁剪一次</translation>
    </message>
    <message>
        <source>Clip each micro-batch</source>
        <translation>每个微批次都裁剪</translation>
    </message>
    <message>
        <source>Schedule: a step an update</source>
        <translation>学习率调度：每次更新一步</translation>
    </message>
    <message>
        <source>Schedule: a step a micro-batch</source>
        <translation>学习率调度：每个微批次一步</translation>
    </message>
    <message>
        <source>Ignored targets, loss / N</source>
        <translation>有忽略的目标，loss / N</translation>
    </message>
    <message>
        <source>Ignored targets, sum / total</source>
        <translation>有忽略的目标，和 / 总数</translation>
    </message>
    <message>
        <source>Do the means of equal pieces, each divided by N, make the mean of all?</source>
        <translation>等分后各自的平均值都除以 N，加起来是整体的平均值吗？</translation>
    </message>
    <message>
        <source>How long is the gradient when nobody divides by N?</source>
        <translation>谁也不除以 N，梯度会有多长？</translation>
    </message>
    <message>
        <source>Can a smaller learning rate take the place of the division?</source>
        <translation>更小的学习率能代替除法吗？</translation>
    </message>
    <message>
        <source>Is the mean of the pieces&apos; means the mean of all, if one piece is smaller?</source>
        <translation>有一部分较小时，各部分平均值的平均值还是整体的平均值吗？</translation>
    </message>
    <message>
        <source>Each mean gets its share n_i / n as its weight.</source>
        <translation>每个平均值按占比 n_i / n 加权。</translation>
    </message>
    <message>
        <source>Fewer than N micro-batches are left, and each loss is divided by N.</source>
        <translation>剩下的微批次不足 N 个，每个损失却除以 N。</translation>
    </message>
    <message>
        <source>The sum is clipped, just before the step.</source>
        <translation>在 step 之前对总和裁剪。</translation>
    </message>
    <message>
        <source>Clipped after each backward: which micro-batch counts most then?</source>
        <translation>每次 backward 之后就裁剪：这样哪个微批次的分量最大？</translation>
    </message>
    <message>
        <source>The learning rate halves every 10 updates.</source>
        <translation>学习率每 10 次更新减半。</translation>
    </message>
    <message>
        <source>The scheduler counts micro-batches: how soon does the rate halve?</source>
        <translation>调度器数的是微批次：学习率多快就减半？</translation>
    </message>
    <message>
        <source>Padding is ignored, and one half has fewer targets left than the other: the bug that was found in well-known training libraries in 2024.</source>
        <translation>填充被忽略，两半剩下的目标数不一样：这就是 2024 年在知名训练库里发现的那个 bug。</translation>
    </message>
    <message>
        <source>Sums of losses, divided by the number of targets in the whole batch.</source>
        <translation>先对损失求和，再除以整个批次的目标数。</translation>
    </message>
</context>
<context>
    <name>quantity</name>
    <message>
        <source>activation</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>dL/d(layer)</source>
        <translation>dL/d(层)</translation>
    </message>
    <message>
        <source>parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>last update</source>
        <translation>上次更新量</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
</context>
<context>
    <name>recipes</name>
    <message>
        <source>The usual loop</source>
        <translation>常用循环</translation>
    </message>
    <message>
        <source>Tutorial 1: by hand</source>
        <translation>教程方法 1：手动更新</translation>
    </message>
    <message>
        <source>Tutorial 1, without zero_grad</source>
        <translation>教程方法 1，不清零</translation>
    </message>
    <message>
        <source>Tutorial 2: torch.optim</source>
        <translation>教程方法 2：torch.optim</translation>
    </message>
    <message>
        <source>Tutorial 2, without zero_grad</source>
        <translation>教程方法 2，不清零</translation>
    </message>
    <message>
        <source>4 micro-batches, loss / 4</source>
        <translation>4 个微批次，loss / 4</translation>
    </message>
    <message>
        <source>4 micro-batches, undivided</source>
        <translation>4 个微批次，不除</translation>
    </message>
    <message>
        <source>Clip once an update</source>
        <translation>每次更新裁剪一次</translation>
    </message>
    <message>
        <source>Clip each micro-batch</source>
        <translation>每个微批次都裁剪</translation>
    </message>
    <message>
        <source>Schedule: a step an update</source>
        <translation>学习率调度：每次更新一步</translation>
    </message>
    <message>
        <source>Schedule: a step a micro-batch</source>
        <translation>学习率调度：每个微批次一步</translation>
    </message>
    <message>
        <source>Random vector, then loss</source>
        <translation>先随机向量，再损失</translation>
    </message>
    <message>
        <source>Clear, forward, loss, backward, step: the loop of every tutorial.</source>
        <translation>清零、前向、损失、反向、更新：每个教程都有的循环。</translation>
    </message>
    <message>
        <source>weight = weight - learning_rate * gradient, written out.</source>
        <translation>把 weight = weight - learning_rate * gradient 直接写出来。</translation>
    </message>
    <message>
        <source>As the tutorial ran it: “faster, reason unknown”. Run 20, not 10.</source>
        <translation>教程就是这样跑的：“优化得快一点，原因未知”。跑 20 轮试试，不要只跑 10 轮。</translation>
    </message>
    <message>
        <source>The same update, made by an optimizer.</source>
        <translation>同样的更新，由优化器来做。</translation>
    </message>
    <message>
        <source>The gradients add up; compare the loss with the loop above.</source>
        <translation>梯度会累加；和上面那个循环比较损失。</translation>
    </message>
    <message>
        <source>Four small batches make the gradient of one large batch.</source>
        <translation>四个小批次合成一个大批次的梯度。</translation>
    </message>
    <message>
        <source>How large is the gradient when nobody divides by 4?</source>
        <translation>如果没人除以 4，梯度有多大？</translation>
    </message>
    <message>
        <source>Clip the sum, just before the step.</source>
        <translation>在 step 之前裁剪总和。</translation>
    </message>
    <message>
        <source>Clip after each backward: which micro-batch counts most then?</source>
        <translation>每次 backward 之后都裁剪：这样哪个微批次的分量最大？</translation>
    </message>
    <message>
        <source>The learning rate halves every 10 updates.</source>
        <translation>学习率每 10 次更新减半。</translation>
    </message>
    <message>
        <source>The scheduler counts micro-batches: how soon does the rate halve?</source>
        <translation>调度器数的是微批次：学习率多快就减半？</translation>
    </message>
    <message>
        <source>The tutorial&apos;s two backwards through one graph: what is in .grad then?</source>
        <translation>教程里对同一张图做两次 backward：这时 .grad 里是什么？</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>torch&apos;s threads</source>
        <translation>torch 线程数</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>LeNet, {count} parameters</source>
        <translation>LeNet，{count} 个参数</translation>
    </message>
    <message>
        <source>Loss function</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Calls made</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>Updates made</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>Iterations of the loop</source>
        <translation>循环的迭代次数</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Learning rate of the next step</source>
        <translation>下一步的学习率</translation>
    </message>
    <message>
        <source>Norm of all gradients</source>
        <translation>全部梯度的范数</translation>
    </message>
    <message>
        <source>Accuracy on the batch</source>
        <translation>批次准确率</translation>
    </message>
    <message>
        <source>{percent} (images: {images}, after {step} updates)</source>
        <translation>{percent}（{images} 张图像，更新 {step} 次之后）</translation>
    </message>
    <message>
        <source>Accuracy on the test part</source>
        <translation>测试集准确率</translation>
    </message>
    <message>
        <source>after call {call} of {calls} (branch “{branch}”)</source>
        <translation>第 {call} 次调用之后，共 {calls} 次（分支“{branch}”）</translation>
    </message>
    <message>
        <source>Moment that is shown</source>
        <translation>显示的时刻</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>none: every .grad is None</source>
        <translation>没有：所有的 .grad 都是 None</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>A training session of LeNet</source>
        <translation>LeNet 训练报告</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>训练设置</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>There was nothing to draw yet: no loss, no gradient.</source>
        <translation>还没有可画的内容：既没有损失，也没有梯度。</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>图</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>values</source>
        <translation>有值</translation>
    </message>
    <message>
        <source>Euclidean norms, in six significant digits. Update: the change at the last step.</source>
        <translation>范数都是欧几里得范数，取六位有效数字。更新量是上一次 step 带来的变化。</translation>
    </message>
    <message>
        <source>Parameters and their gradients</source>
        <translation>参数及其梯度</translation>
    </message>
    <message>
        <source>The loop as it stands now, as a script of {steps} iterations. The calls that were really made are in the log below.</source>
        <translation>当前的训练循环，写成迭代 {steps} 次的脚本。实际执行过的调用见下面的日志。</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>The log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>No call has been made yet.</source>
        <translation>还没有执行过任何调用。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>The log begins with call {call}; it keeps no older ones.</source>
        <translation>日志从第 {call} 次调用开始，更早的没有保留。</translation>
    </message>
</context>
<context>
    <name>rule</name>
    <message>
        <source>It is a pixel of the input: it is fed in, and nothing computes it.</source>
        <translation>它是输入的一个像素：由外部送入，不是计算出来的。</translation>
    </message>
    <message>
        <source>{name} lays its kernel on a window of what comes in: each weight times the number below it is one term ({terms} in all), and the bias is added to their sum.</source>
        <translation>{name} 把卷积核放在输入的一个窗口上：每个权重乘以它下面的数就是一项（共 {terms} 项），它们的和再加上偏置。</translation>
    </message>
    <message>
        <source>{name} multiplies each of its inputs with a weight of its own: {terms} terms, and the bias is added to their sum.</source>
        <translation>{name} 把每个输入乘以各自的权重：共 {terms} 项，它们的和再加上偏置。</translation>
    </message>
    <message>
        <source>{name} lets a number above 0 through as it is, and makes 0 of any other.</source>
        <translation>{name} 让大于 0 的数原样通过，把其他的数变为 0。</translation>
    </message>
    <message>
        <source>{name} looks at a window of {terms} numbers and keeps the largest.</source>
        <translation>{name} 看一个含 {terms} 个数的窗口，保留最大的那个。</translation>
    </message>
    <message>
        <source>{name} gives the same numbers another shape; it computes nothing.</source>
        <translation>{name} 只给同样的数换一个形状，不做任何计算。</translation>
    </message>
    <message>
        <source>The loss is the mean of the squared differences between output and target: {terms} terms.</source>
        <translation>损失是输出与目标之差的平方的平均值：共 {terms} 项。</translation>
    </message>
    <message>
        <source>Output and target have different shapes, so each output is held against several numbers of the target: the loss is the mean of {terms} squared differences, most of them between numbers that do not belong together.</source>
        <translation>输出和目标的形状不同，所以每个输出都和目标中的好几个数相比：损失是 {terms} 个差的平方的平均值，其中大多数差来自本不该相比的两个数。</translation>
    </message>
    <message>
        <source>Cross-entropy asks of each image how small the softmax share of the right class is; the loss is the mean over the batch: {terms} terms.</source>
        <translation>交叉熵看每张图像上正确类别的 softmax 份额有多小；损失是对批次取的平均值：共 {terms} 项。</translation>
    </message>
    <message>
        <source>This loss is a sum of losses: {terms} terms.</source>
        <translation>这个损失是若干损失之和：共 {terms} 项。</translation>
    </message>
    <message>
        <source>Here backward starts: the derivative of the loss by itself is 1.</source>
        <translation>backward 从这里开始：损失对自身的导数是 1。</translation>
    </message>
    <message>
        <source>Here output.backward(vector) starts: the vector stands where the gradient of a loss by the output would stand.</source>
        <translation>output.backward(vector) 从这里开始：这个向量所在的位置，本来是损失对输出的梯度。</translation>
    </message>
    <message>
        <source>The derivative of a squared difference: twice the difference between output and target, divided by how many numbers the mean is over.</source>
        <translation>差的平方的导数：输出与目标之差的两倍，再除以取平均的数的个数。</translation>
    </message>
    <message>
        <source>This output was held against {terms} numbers of the target, for the shapes differ: each pulls at it with twice the difference, divided by how many numbers the mean is over. Together they pull it towards the mean of those targets.</source>
        <translation>因为形状不同，这个输出和目标中的 {terms} 个数都比过：每个数都以两倍的差去拉它，再除以求平均的个数。合在一起，它们把它拉向这些目标值的平均值。</translation>
    </message>
    <message>
        <source>The softmax share of this class, less 1 if it is the right class, divided by the images of the batch.</source>
        <translation>这个类别的 softmax 份额，若是正确类别则减 1，再除以批次的图像数。</translation>
    </message>
    <message>
        <source>This number was used at several positions of the next convolution. At each, the gradient of the result times the weight that met it is one term: {terms} in all.</source>
        <translation>这个数在下一个卷积的多个位置上被用到。在每个位置，结果的梯度乘以与它相遇的权重就是一项：共 {terms} 项。</translation>
    </message>
    <message>
        <source>This number went into every output of the next layer: the gradient of each output times its weight is one term, {terms} in all.</source>
        <translation>这个数进入下一层的每个输出：每个输出的梯度乘以它的权重就是一项，共 {terms} 项。</translation>
    </message>
    <message>
        <source>relu passes the gradient on where its input was above 0; everywhere else it passes on 0.</source>
        <translation>relu 在输入大于 0 的地方传递梯度；在其他地方传递 0。</translation>
    </message>
    <message>
        <source>max-pool gives the gradient of a window to the number that won it; the others of the window get 0.</source>
        <translation>最大池化把一个窗口的梯度给胜出的那个数；窗口中其余的数得到 0。</translation>
    </message>
    <message>
        <source>view gave the numbers another shape, so their gradients get the old one back.</source>
        <translation>view 给这些数换了形状，所以它们的梯度换回原来的形状。</translation>
    </message>
    <message>
        <source>This weight was used at {terms} positions; at each the gradient of {layer}&apos;s result times the number below the weight is one term.</source>
        <translation>这个权重在 {terms} 个位置上被用到；在每个位置，{layer} 结果的梯度乘以权重下面的数就是一项。</translation>
    </message>
    <message>
        <source>This bias was added at {terms} positions; the gradient of {layer}&apos;s result at each is one term.</source>
        <translation>这个偏置在 {terms} 个位置上被加上；{layer} 的结果在每个位置的梯度就是一项。</translation>
    </message>
    <message>
        <source>This weight links one input of {layer} with one output: the gradient of the output times the input, image by image (terms: {terms}).</source>
        <translation>这个权重连接 {layer} 的一个输入和一个输出：输出的梯度乘以输入，逐张图像相加（共 {terms} 项）。</translation>
    </message>
    <message>
        <source>This bias was added to one output of {layer}: the gradient of the output, image by image (terms: {terms}).</source>
        <translation>这个偏置加在 {layer} 的一个输出上：输出的梯度，逐张图像相加（共 {terms} 项）。</translation>
    </message>
    <message>
        <source>.grad is a running sum: each backward since it was cleared has deposited one term ({terms} here, by their calls). With more than one, it is the derivative of no single loss.</source>
        <translation>.grad 是一个累积的和：自清零以来，每次 backward 都存入一项（这里有 {terms} 项，按调用排列）。多于一项时，它不是任何单个损失的导数。</translation>
    </message>
    <message>
        <source>No step has changed this number since the start: it is as it was initialised.</source>
        <translation>从开始到现在还没有 step 改变过这个数：它仍是初始化时的值。</translation>
    </message>
    <message>
        <source>It is what it was before the last step, and what that step added to it.</source>
        <translation>它等于上一次 step 之前的值，加上那次 step 的更新量。</translation>
    </message>
    <message>
        <source>What the last step changed this number by: what it is now, less what it was. The tab Step shows how the optimizer came to it.</source>
        <translation>上一次 step 对这个数的改变：现在的值减去原来的值。“更新”页说明优化器是怎样算出它的。</translation>
    </message>
</context>
<context>
    <name>sessions</name>
    <message>
        <source>lenet_gui: one training step of LeNet, by hand</source>
        <translation>lenet_gui：亲手完成 LeNet 的一步训练</translation>
    </message>
    <message>
        <source>Only one file is opened at a time, and {count} were dropped: drop one picture or one folder on the Input panel, or one session anywhere.</source>
        <translation>一次只能打开一个文件，而刚才拖入了 {count} 个：请把一张图片或一个文件夹拖到“输入”面板上，或把一个会话文件拖到窗口任意处。</translation>
    </message>
    <message>
        <source>Only one file is opened at a time, and {count} were dropped: of these, {name} is opened, the first session.</source>
        <translation>一次只能打开一个文件，而刚才拖入了 {count} 个：打开的是其中第一个会话 {name}。</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>已保存为 {name}。</translation>
    </message>
    <message>
        <source>The opening was cancelled. Nothing has changed.</source>
        <translation>已取消打开，一切保持原样。</translation>
    </message>
    <message>
        <source>{name} was opened.</source>
        <translation>已打开：{name}。</translation>
    </message>
    <message>
        <source>Saved on the same system, and yet the numbers are not the same.</source>
        <translation>保存时用的是同样的系统，得出的数却不相同。</translation>
    </message>
    <message>
        <source>You see what was computed here, now. The same version on the same system should give the same bits: another processor may be the reason, or data that has changed.</source>
        <translation>你看到的是此刻在这里算出的数。同一版本、同样的系统本应得到逐位相同的结果：原因可能是换了处理器，也可能是数据变了。</translation>
    </message>
    <message>
        <source>You see what was computed here, now. PyTorch promises the same bits only for the same version, system and number of threads: for the recorded numbers, open the file where it was saved.</source>
        <translation>你看到的是此刻在这里算出的数。PyTorch 只在版本、系统和线程数都相同时才保证逐位一致：想看当时记录的数，请回到保存它的那台机器上打开。</translation>
    </message>
    <message>
        <source>No call has been made in it yet.</source>
        <translation>其中还没有任何调用。</translation>
    </message>
    <message>
        <source>Calls made again: {replayed} of {calls}. The file holds nothing to compare them with.</source>
        <translation>重做了 {replayed} 次调用，共 {calls} 次。文件里没有可以比对的内容。</translation>
    </message>
    <message>
        <source>Replayed bit for bit. Calls: {calls}; states compared: {states}; losses compared: {losses}.</source>
        <translation>重放结果逐位相同。调用 {calls} 次，比对了 {states} 个状态、{losses} 个损失。</translation>
    </message>
    <message>
        <source>It goes on from a saved state, and every bit that was compared is the same. Calls made again: {replayed} of {calls}; states compared: {states}; losses compared: {losses}.</source>
        <translation>从保存的状态接着进行，比对过的每一位都相同。重做了 {replayed} 次调用，共 {calls} 次；比对了 {states} 个状态、{losses} 个损失。</translation>
    </message>
    <message>
        <source>Saved on {saved}; this is {here}.</source>
        <translation>保存时的环境是 {saved}；这里是 {here}。</translation>
    </message>
    <message>
        <source>By call {call} ({line}) at the latest, the state is another one.</source>
        <translation>最迟到第 {call} 次调用（{line}），状态就已经不同了。</translation>
    </message>
    <message>
        <source>From call {call} on ({line}) the numbers differ: loss {recorded} was recorded, {found} came out.</source>
        <translation>从第 {call} 次调用（{line}）起，数就不同了：记录的损失是 {recorded}，这里算出的是 {found}。</translation>
    </message>
    <message>
        <source>At the next saved state, parameters differ by at most {largest}.</source>
        <translation>到下一个保存的状态，参数最多相差 {largest}。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>step</name>
    <message>
        <source>by hand</source>
        <translation>手写规则</translation>
    </message>
    <message>
        <source>✓ same bits</source>
        <translation>✓ 逐位相同</translation>
    </message>
    <message>
        <source>{count} ulp apart</source>
        <translation>相差 {count} ulp</translation>
    </message>
    <message>
        <source>No optimizer owns this parameter: step leaves it alone. The rules below say what a step would do.</source>
        <translation>没有优化器管理这个参数：step 不会动它。下面的规则说明假如更新会怎样。</translation>
    </message>
    <message>
        <source>Nothing has moved yet: this is what step would do now.</source>
        <translation>还没有任何变化：这是现在按 step 会发生的事。</translation>
    </message>
    <message>
        <source>This step was made.</source>
        <translation>这次更新已经完成。</translation>
    </message>
    <message>
        <source>After it the number is {number}.</source>
        <translation>更新之后这个数是 {number}。</translation>
    </message>
    <message>
        <source>The lines of ● below come to the same bits.</source>
        <translation>下面 ● 的计算结果与它逐位相同。</translation>
    </message>
    <message>
        <source>The lines of ● below come within {count} ulp of it.</source>
        <translation>下面 ● 的计算结果与它相差 {count} ulp。</translation>
    </message>
    <message>
        <source>Steps that its state knows of: {count}.</source>
        <translation>它的状态记得的更新次数：{count}。</translation>
    </message>
    <message>
        <source>It begins anew: its state knows of no step.</source>
        <translation>它从头开始：状态里还没有任何更新。</translation>
    </message>
    <message>
        <source>the rule with all its options</source>
        <translation>规则及其全部选项</translation>
    </message>
    <message>
        <source>the gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>the gradient, weight decay included</source>
        <translation>梯度，包括权重衰减</translation>
    </message>
    <message>
        <source>the weight, decayed</source>
        <translation>衰减后的权重</translation>
    </message>
    <message>
        <source>the momentum buffer</source>
        <translation>动量缓冲</translation>
    </message>
    <message>
        <source>Nesterov: a look ahead along the buffer</source>
        <translation>Nesterov：沿缓冲方向向前看一步</translation>
    </message>
    <message>
        <source>first moment: mean of the gradients</source>
        <translation>一阶矩：梯度的平均</translation>
    </message>
    <message>
        <source>second moment: mean of their squares</source>
        <translation>二阶矩：梯度平方的平均</translation>
    </message>
    <message>
        <source>AMSGrad: the largest second moment so far</source>
        <translation>AMSGrad：迄今最大的二阶矩</translation>
    </message>
    <message>
        <source>first moment, corrected for its start at 0</source>
        <translation>一阶矩，修正了从 0 开始的偏差</translation>
    </message>
    <message>
        <source>second moment, corrected for its start at 0</source>
        <translation>二阶矩，修正了从 0 开始的偏差</translation>
    </message>
    <message>
        <source>mean of the squared gradients</source>
        <translation>梯度平方的平均</translation>
    </message>
    <message>
        <source>mean of the gradients, to centre the squares</source>
        <translation>梯度的平均，用来使平方中心化</translation>
    </message>
    <message>
        <source>sum of the squared gradients</source>
        <translation>梯度平方之和</translation>
    </message>
    <message>
        <source>the change, before the learning rate</source>
        <translation>乘学习率之前的变化量</translation>
    </message>
    <message>
        <source>mean of the squared updates</source>
        <translation>更新量平方的平均</translation>
    </message>
    <message>
        <source>what is divided by</source>
        <translation>分母</translation>
    </message>
    <message>
        <source>the learning rate, decayed</source>
        <translation>衰减后的学习率</translation>
    </message>
    <message>
        <source>the update: what is added to the weight</source>
        <translation>更新量：加到权重上的数</translation>
    </message>
    <message>
        <source>the new weight</source>
        <translation>新权重</translation>
    </message>
</context>
<context>
    <name>timeline</name>
    <message>
        <source>main</source>
        <translation>主分支</translation>
    </message>
    <message>
        <source>branch {number}</source>
        <translation>分支 {number}</translation>
    </message>
    <message>
        <source>the beginning, before any call</source>
        <translation>开头，还没有任何调用</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>✖ it failed</source>
        <translation>✖ 失败了</translation>
    </message>
    <message>
        <source>▲ something happened silently</source>
        <translation>▲ 悄悄发生了些什么</translation>
    </message>
    <message>
        <source>◆ an alarm went off</source>
        <translation>◆ 触发了警报</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}，{second}</translation>
    </message>
    <message>
        <source># back to the beginning</source>
        <translation># 回到开头</translation>
    </message>
    <message>
        <source># back to call {call}</source>
        <translation># 回到第 {call} 次调用</translation>
    </message>
    <message>
        <source># forward to call {call}</source>
        <translation># 前进到第 {call} 次调用</translation>
    </message>
    <message>
        <source>Back at the beginning, before any call.</source>
        <translation>回到了开头，还没有任何调用。</translation>
    </message>
    <message>
        <source>Back to the moment after call {call}, {line}.</source>
        <translation>回到了第 {call} 次调用 {line} 之后。</translation>
    </message>
    <message>
        <source>Forward to the moment after call {call}, {line}.</source>
        <translation>前进到了第 {call} 次调用 {line} 之后。</translation>
    </message>
    <message>
        <source>Calls made again to rebuild it: {count}.</source>
        <translation>为重建这一时刻，重做了 {count} 次调用。</translation>
    </message>
    <message>
        <source>It had been kept: no call was made again.</source>
        <translation>这一时刻已有保存，没有重做任何调用。</translation>
    </message>
    <message>
        <source>The graph was rebuilt by running forward again.</source>
        <translation>计算图是重新运行 forward 重建的。</translation>
    </message>
    <message>
        <source>Call {one} and call {other}: {difference}</source>
        <translation>第 {one} 次与第 {other} 次调用：{difference}</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>更新次数</translation>
    </message>
    <message>
        <source>The history may now take {size} MiB.</source>
        <translation>历史现在最多可占用 {size} MiB。</translation>
    </message>
    <message>
        <source>call {call}, updates {step}: {line}</source>
        <translation>第 {call} 次调用，更新 {step} 次：{line}</translation>
    </message>
    <message>
        <source>Forgotten: {names}.</source>
        <translation>已丢弃：{names}。</translation>
    </message>
    <message>
        <source>“{old}” is now called “{new}”.</source>
        <translation>“{old}”现在叫“{new}”。</translation>
    </message>
    <message>
        <source>Call {one} (branch “{here}”) and call {other} (branch “{there}”): {difference}</source>
        <translation>第 {one} 次调用（分支“{here}”）与第 {other} 次调用（分支“{there}”）：{difference}</translation>
    </message>
    <message>
        <source>Parameters, gradients and the optimizer&apos;s state are identical to the last bit: {numbers} numbers compared.</source>
        <translation>参数、梯度和优化器状态逐位相同：比较了 {numbers} 个数。</translation>
    </message>
    <message>
        <source>{differing} of {all} tensors differ.</source>
        <translation>{all} 个张量中有 {differing} 个不同。</translation>
    </message>
    <message>
        <source>{differing} of {all} tensors differ, most of all {part} {name}: by up to {largest}.</source>
        <translation>{all} 个张量中有 {differing} 个不同。差别最大的是：{part} {name}，最多相差 {largest}。</translation>
    </message>
    <message>
        <source>parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
</context>
<context>
    <name>watches</name>
    <message>
        <source>“{character}” is not the plain character: type {meant}.</source>
        <translation>“{character}”不是半角字符：请输入 {meant}。</translation>
    </message>
    <message>
        <source>Did you mean {nearest}?</source>
        <translation>是不是想写 {nearest}？</translation>
    </message>
    <message>
        <source>{expression} names no single number of a parameter, a .grad, a layer&apos;s result or the loss. An index picks one out, such as conv1.bias.grad[0].</source>
        <translation>{expression} 没有指定单个数：应是参数、.grad、某层结果中的一个数，或损失。用下标选出一个，例如 conv1.bias.grad[0]。</translation>
    </message>
    <message>
        <source>Type an expression, such as conv1.bias.grad[0].</source>
        <translation>请输入表达式，例如 conv1.bias.grad[0]。</translation>
    </message>
    <message>
        <source>Too long: {length} characters; {limit} are allowed.</source>
        <translation>太长了：{length} 个字符，最多 {limit} 个。</translation>
    </message>
    <message>
        <source>Too many parts; {limit} are allowed. Make two watches of it.</source>
        <translation>组成部分太多，最多 {limit} 个。请拆成两个监视。</translation>
    </message>
    <message>
        <source>“{character}” has no meaning here.</source>
        <translation>“{character}”在这里没有意义。</translation>
    </message>
    <message>
        <source>Python cannot read this: {python}.</source>
        <translation>Python 读不懂：{python}。</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}”不是数。</translation>
    </message>
    <message>
        <source>There is no {name}.</source>
        <translation>没有 {name}。</translation>
    </message>
    <message>
        <source>There is no function {name}.</source>
        <translation>没有函数 {name}。</translation>
    </message>
    <message>
        <source>{name} is a function: write it with its parentheses.</source>
        <translation>{name} 是函数：请写上括号。</translation>
    </message>
    <message>
        <source>{name} takes {expected} arguments, not {actual}.</source>
        <translation>{name} 需要 {expected} 个参数，不是 {actual} 个。</translation>
    </message>
    <message>
        <source>version() takes the name of a tensor, not {text}.</source>
        <translation>version() 要的是张量的名字，不是 {text}。</translation>
    </message>
    <message>
        <source>A whole number above {limit}.</source>
        <translation>整数超过了 {limit}。</translation>
    </message>
    <message>
        <source>A slice goes forward, not by {step}.</source>
        <translation>切片只能向前，步长不能是 {step}。</translation>
    </message>
    <message>
        <source>Exponents go from -{limit} to {limit}.</source>
        <translation>指数的范围是 -{limit} 到 {limit}。</translation>
    </message>
    <message>
        <source>{text} is None now.</source>
        <translation>{text} 现在是 None。</translation>
    </message>
    <message>
        <source>{name} has no version: it is not a tensor that is kept.</source>
        <translation>{name} 没有版本号：它不是一直保留的张量。</translation>
    </message>
    <message>
        <source>{text} has {size} entries in dimension {dimension}: there is no [{index}].</source>
        <translation>{text} 的第 {dimension} 维有 {size} 个元素：没有 [{index}]。</translation>
    </message>
    <message>
        <source>{text} has {dimensions} dimensions, not {given}.</source>
        <translation>{text} 有 {dimensions} 维，不是 {given} 维。</translation>
    </message>
    <message>
        <source>The shapes {left} and {right} do not go together.</source>
        <translation>形状 {left} 和 {right} 配不到一起。</translation>
    </message>
    <message>
        <source>{text} would have {entries} entries; {limit} are allowed.</source>
        <translation>{text} 会有 {entries} 个元素，最多 {limit} 个。</translation>
    </message>
    <message>
        <source>{text} has no entries.</source>
        <translation>{text} 里没有元素。</translation>
    </message>
    <message>
        <source>{text} has {entries} entries: neither true nor false. Take norm, min or max of it.</source>
        <translation>{text} 有 {entries} 个元素，说不上真假。请取它的 norm、min 或 max。</translation>
    </message>
    <message>
        <source>{text} has {entries} entries, not one.</source>
        <translation>{text} 有 {entries} 个元素，不是一个。</translation>
    </message>
    <message>
        <source>“{text}” is Python, but no part of a watch.</source>
        <translation>“{text}”是 Python，但监视表达式里不能用。</translation>
    </message>
    <message>
        <source>A watch has no strings.</source>
        <translation>监视表达式里没有字符串。</translation>
    </message>
    <message>
        <source>“{text}”: a watch reads the listed names, and no attributes beyond them.</source>
        <translation>“{text}”：监视只能读列出的名字，不能读别的属性。</translation>
    </message>
    <message>
        <source>A watch looks and changes nothing.</source>
        <translation>监视只看，不改任何东西。</translation>
    </message>
    <message>
        <source>A watch has no loops; sum, min and max go over all entries.</source>
        <translation>监视里没有循环；sum、min、max 会遍历所有元素。</translation>
    </message>
    <message>
        <source>is goes with None only; compare numbers by ==.</source>
        <translation>is 只能和 None 搭配；比较数请用 ==。</translation>
    </message>
    <message>
        <source>An index is a whole number or a slice of them.</source>
        <translation>下标只能是整数或整数切片。</translation>
    </message>
    <message>
        <source>A watch has no lists.</source>
        <translation>监视表达式里没有列表。</translation>
    </message>
    <message>
        <source>A watch has no if; use and, or.</source>
        <translation>监视里没有 if；请用 and、or。</translation>
    </message>
</context>
<context>
    <name>why_none</name>
    <message>
        <source>{name}.requires_grad is False: the graph passes it by. Unfreeze it with requires_grad_(True) before the next forward.</source>
        <translation>{name}.requires_grad 是 False：计算图绕过了它。在下一次 forward 之前用 requires_grad_(True) 解冻。</translation>
    </message>
    <message>
        <source>There was no forward yet, so there is no graph that could lead here.</source>
        <translation>还没有做过 forward，所以没有通到这里的计算图。</translation>
    </message>
    <message>
        <source>The chain ends at once: output has no grad_fn, because it was computed under no_grad or was detached. Nothing leads back from it to {name}.</source>
        <translation>链条一开始就断了：output 没有 grad_fn，因为它是在 no_grad 下算的，或者被 detach 了。从它回不到 {name}。</translation>
    </message>
    <message>
        <source>The graph ends in other tensors: {name} took no part in the last forward, for instance because its layer was replaced afterwards.</source>
        <translation>计算图的终点是别的张量：{name} 没有参与上一次 forward，例如它所在的层后来被换掉了。</translation>
    </message>
    <message>
        <source>The last backward failed on its way from the loss, before it came to {name}.</source>
        <translation>上一次 backward 从损失出发，还没走到 {name} 就失败了。</translation>
    </message>
    <message>
        <source>zero_grad dropped it: since PyTorch 2.0 it leaves None, not zeros. The next backward fills it again.</source>
        <translation>被 zero_grad 清掉了：从 PyTorch 2.0 起它留下的是 None，不是零。下一次 backward 会再填上。</translation>
    </message>
    <message>
        <source>The graph reaches {name}, but backward was not called yet.</source>
        <translation>计算图通到 {name}，只是还没有调用 backward。</translation>
    </message>
</context>
</TS>
