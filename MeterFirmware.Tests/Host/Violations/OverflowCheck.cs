namespace Violations;

public static class OverflowCheck
{
    public static int Added(int left, int right) => checked(left + right);

    public static int Narrowed(long value) => checked((int)value);

    public static byte IndexedByLong(byte[] octets, long index) => octets[index];

    public static byte[] SizedByLong(long count) => new byte[count];
}
