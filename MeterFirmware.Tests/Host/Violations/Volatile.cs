namespace Violations;

public static class Volatile
{
    public static volatile int field;

    public static int Access() => field;
}
