using System;

namespace nanoFramework.TestFramework;

/// <summary>Writes to the test's output.</summary>
public static class OutputHelper
{
    /// <summary>Writes a message.</summary>
    public static void Write(string message) => Console.Write(message);

    /// <summary>Writes a message and ends the line.</summary>
    public static void WriteLine(string message) => Console.WriteLine(message);
}
