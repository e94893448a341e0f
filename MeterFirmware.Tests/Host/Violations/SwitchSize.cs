namespace Violations;

public static class SwitchSize
{
    public static int Method(int value) =>
        value switch
        {
            0 => 3,
            1 => 1,
            2 => 4,
            _ => 0,
        };
}
