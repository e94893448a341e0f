using System;
using nanoFramework.TestFramework;

namespace Violations;

[TestClass]
public class TestClass
{
    public int state;

    [Setup]
    public void InstanceSetup() { }

    [Cleanup]
    public static void CleanupWithParameter(int value) { }

    [TestMethod]
    internal void NotPublic() { }

    [TestMethod]
    public static void Static() { }

    [TestMethod]
    public int Returns() => 0;

    [TestMethod]
    public void ParameterWithoutRow(int value) { }

    [DataRow(1)]
    public void RowWithoutTest(int value) { }

    [TestMethod]
    [DataRow(1)]
    public void RowOfAnotherType(long value) { }

    [TestMethod]
    [DataRow(DayOfWeek.Sunday)]
    public void RowOfAnEnum(DayOfWeek value) { }

    [TestMethod]
    [DataRow(new byte[] { 1 })]
    public void RowOfAnArray(byte[] value) { }

    public class NoTestClass
    {
        [TestMethod]
        public void Method() { }
    }

    [TestClass]
    public class NestedTestClass { }
}
