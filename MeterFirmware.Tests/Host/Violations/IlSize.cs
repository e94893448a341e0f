namespace Violations;

public static class IlSize
{
    public static void Method() { }
}
