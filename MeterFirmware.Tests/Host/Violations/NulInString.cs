namespace Violations;

public static class NulInString
{
    public static string Padded() => "text\0";
}
