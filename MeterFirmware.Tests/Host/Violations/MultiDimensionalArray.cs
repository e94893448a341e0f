namespace Violations;

public static class MultiDimensionalArray
{
    public static int[,] field;

    public static object Made() => new byte[2, 2];
}
