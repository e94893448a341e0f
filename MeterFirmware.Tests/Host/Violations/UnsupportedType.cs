using System;

namespace Violations;

public static class UnsupportedType
{
    public static decimal money;

    public static int? nothing;

    public static void Reference(TypedReference reference) { }
}
