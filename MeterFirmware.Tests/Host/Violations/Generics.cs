using System;
using System.Collections.Generic;

namespace Violations;

public static class Generics
{
    public static Func<int> field;

    public class Nested<T>;

    public class Derived : List<int>;

    public static void Method<T>() { }

    public static object Instance() => new List<int>();

    // Array.Empty<byte>() on the host.
    public static byte[] Empty() => [];

    // An overload with a span, which the host's compiler prefers to the one with an array.
    public static string Spread(object part) => string.Format("{0}{1}{2}{3}", part, part, part, part);

    public static void Called() => Method<int>();
}
