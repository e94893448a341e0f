namespace Violations;

public static class Unsigned
{
    public static uint field;

    public enum Underlying : uint;

    public static void Parameter(ulong value) { }

    public static nuint Result() => 0;

    public static int Local(int value)
    {
        uint local = (uint)value;
        return (int)local;
    }

    public static void Array() => _ = new ulong[1];

    // No unsigned type is left in the IL of these.
    public static long Widened(byte octet) => octet;

    public static long Shifted(byte octet) => (long)octet << 56;

    public static long Constant() => 0xFFFFFFFFL;

    public static long MaskedFromTheLeft(int value) => 0xFFFFFFFFL & value;

    public static int Divided(int left, int right) => (int)((uint)left / (uint)right);

    public static int Narrowed(long value) => (int)(uint)value;
}
