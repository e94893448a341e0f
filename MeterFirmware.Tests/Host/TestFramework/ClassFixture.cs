using System;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.TestFramework;

[assembly: AssemblyFixtureProvider(typeof(ClassFixture))]

namespace nanoFramework.TestFramework;

/// <summary>
/// Runs each class's Setup and Cleanup once, as the device's launcher does. MSTest runs a device test assembly class
/// after class (it is never parallel), so a class is over when a test of another one begins, or the assembly ends.
/// A test class only because MSTest's analyzer wants an AssemblyCleanup to stand in one.
/// </summary>
[Microsoft.VisualStudio.TestTools.UnitTesting.TestClass]
public sealed class ClassFixture
{
    private static Type current;
    private static Exception setupFailure;

    /// <summary>Called before every test. The result is why the class's tests cannot run, or null.</summary>
    internal static Exception Enter(Type testClass)
    {
        if (testClass != current)
        {
            Leave();
            current = testClass;
            setupFailure = Run<SetupAttribute>(testClass);
        }

        return setupFailure;
    }

    /// <summary>Ends the class that was running, if any.</summary>
    [AssemblyCleanup]
    public static void Leave()
    {
        if (current is null)
        {
            return;
        }

        Type ended = current;
        current = null;
        if (setupFailure is not SkipTestException && Run<CleanupAttribute>(ended) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static Exception Run<TAttribute>(Type testClass)
        where TAttribute : Attribute
    {
        try
        {
            foreach (MethodInfo method in testClass.GetMethods())
            {
                if (method.IsDefined(typeof(TAttribute)))
                {
                    // Without an instance, as on the device.
                    method.Invoke(null, null);
                }
            }

            return null;
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
    }
}
