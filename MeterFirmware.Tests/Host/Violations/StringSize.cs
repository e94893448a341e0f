namespace Violations;

public static class StringSize
{
    public static void Method() { }
}
