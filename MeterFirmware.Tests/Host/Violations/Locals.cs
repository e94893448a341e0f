namespace Violations;

public static class Locals
{
    public static void Method() { }
}
