using System;

namespace nanoFramework.TestFramework;

/// <summary>Runs once, before the first test of its class. A skip here skips the whole class.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SetupAttribute : Attribute;
