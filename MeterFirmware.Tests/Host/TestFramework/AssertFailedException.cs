namespace TestFrameworkShared;

/// <summary>Thrown by an assertion that does not hold. The odd namespace is the device's.</summary>
public sealed class AssertFailedException(string msg)
    : Microsoft.VisualStudio.TestTools.UnitTesting.AssertFailedException(msg);
