using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>A test. The class's Setup runs before its first one.</summary>
public sealed class TestMethodAttribute(
    [CallerFilePath] string callerFilePath = "",
    [CallerLineNumber] int callerLineNumber = -1
) : Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute(callerFilePath, callerLineNumber)
{
    /// <inheritdoc/>
    public override async Task<TestResult[]> ExecuteAsync(ITestMethod testMethod)
    {
        Exception failure = ClassFixture.Enter(testMethod.MethodInfo.ReflectedType);
        if (failure is null)
        {
            return await base.ExecuteAsync(testMethod);
        }

        UnitTestOutcome outcome = failure is SkipTestException ? UnitTestOutcome.Inconclusive : UnitTestOutcome.Failed;
        return [new TestResult { Outcome = outcome, TestFailureException = failure }];
    }
}
