using System;

namespace Violations;

public static class Instruction
{
    public static void MadeReference(int value) => _ = __makeref(value);

    public static void ArgumentList(__arglist) => _ = new ArgIterator(__arglist);
}
