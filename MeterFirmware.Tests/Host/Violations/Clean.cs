using System;

namespace Violations;

/// <summary>What lies just inside the rules; the gate has nothing to say about it.</summary>
public sealed class Clean(int seed)
{
    private const long LongConstant = 1L << 40;
    private static readonly int[] table = [1, 2, 3, 5, 8];
    private static readonly int sum = Sum(table);
    private static readonly Reader reader = Sum;
    private readonly byte[][] rows = new byte[2][];

    public delegate int Reader(int[] values);

    public interface IShape
    {
        static int Sides() => 4;

        int Area();
    }

    public int Count { get; init; }

    public byte this[int row, int column] => rows[row][column];

    public static Clean operator +(Clean left, Clean right) => new(left.Count + right.Count);

    public static int ShiftedRight(int value, long wide) => (value >>> 3) + (int)(wide >>> 40);

    public static long Widened(byte octet) => (long)(int)octet << 56;

    public static long Masked(int value) => value & 0xFFFFFFFFL;

    public static long Joined(long left, byte right) => (left << 8) | right;

    public static void Stored(long[] values, byte octet) => values[0] = octet;

    public static bool IsDigit(char letter) => letter is >= '0' and <= '9';

    public static bool IsThere(object value) => value is not null;

    public static bool IsLarge(long value) => value > LongConstant || !(value < 0.5);

    public static int Named(string text)
    {
        switch (text)
        {
            case "one":
                return 1;
            case "two":
                return 2;
            default:
                return 0;
        }
    }

    public int Filtered(int divisor)
    {
        try
        {
            return seed / divisor;
        }
        catch (Exception) when (divisor == 0)
        {
            return reader(table) + sum;
        }
    }

    public int Closed()
    {
        int local = seed;
        Action increment = () => local++;
        increment();
        ref int alias = ref local;
        alias++;
        return Twice(local);

        static int Twice(int value) => 2 * value;
    }

    private static int Sum(int[] values)
    {
        int total = 0;
        foreach (int value in values)
        {
            total += value;
        }

        return total;
    }
}
