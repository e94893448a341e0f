namespace nanoFramework.TestFramework;

/// <summary>A class of tests. It keeps no state of its own: on the device its methods run without an instance.</summary>
public sealed class TestClassAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute;
