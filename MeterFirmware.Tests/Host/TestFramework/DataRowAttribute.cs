using System;

namespace nanoFramework.TestFramework;

/// <summary>One set of arguments for a test; stands beside TestMethod.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DataRowAttribute(params object[] methodParameters)
    : Microsoft.VisualStudio.TestTools.UnitTesting.DataRowAttribute(methodParameters);
