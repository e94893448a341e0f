using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>Thrown by <see cref="Assert.SkipTest"/>; MSTest reports the test as inconclusive.</summary>
public sealed class SkipTestException(string message = null, Exception innerException = null)
    : AssertInconclusiveException(message ?? "", innerException);
