using System;

namespace Violations;

public static class StaticInitialiser
{
    public static class Direct
    {
        public static readonly int value = Other.value;
    }

    public static class ThroughCalls
    {
        public static readonly int value = Read();

        private static int Read() => Other.Read();
    }

    public static class ThroughAnObject
    {
        public static readonly object value = new Reader();
    }

    public static class Written
    {
        static Written() => Other.value = 1;
    }

    public static class OfTheLibraries
    {
        public static readonly TimeSpan value = TimeSpan.MaxValue;
    }

    // The compiler keeps the lambda's object in a static of a nested class.
    public static class Lambda
    {
        public static readonly Action value = () => { };
    }

    private static class Other
    {
        public static int value = Environment.ProcessId;

        public static int Read() => value;
    }

    private sealed class Reader
    {
        public readonly int value = Other.value;
    }
}
