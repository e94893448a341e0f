namespace Violations;

public static unsafe class Pointer
{
    public static byte* field;

    public static delegate* <void> functionField;

    public static int Pinned(byte[] octets)
    {
        fixed (byte* first = octets)
        {
            return *first;
        }
    }

    public static void Allocated()
    {
        byte* octets = stackalloc byte[4];
        *octets = 1;
    }

    public static void Called() => functionField();
}
