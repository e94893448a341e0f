using System;

namespace Violations;

public static class CompilerHelper
{
    public static int StringSwitch(string text)
    {
        switch (text)
        {
            case "one":
                return 1;
            case "two":
                return 2;
            case "three":
                return 3;
            case "four":
                return 4;
            case "five":
                return 5;
            case "six":
                return 6;
            case "seven":
                return 7;
            default:
                return 0;
        }
    }

#pragma warning disable CS8524 // Its last arm is missing on purpose.
    public static int IncompleteSwitch(DayOfWeek day) =>
        day switch
        {
            DayOfWeek.Sunday => 0,
            DayOfWeek.Monday => 1,
            DayOfWeek.Tuesday => 2,
            DayOfWeek.Wednesday => 3,
            DayOfWeek.Thursday => 4,
            DayOfWeek.Friday => 5,
            DayOfWeek.Saturday => 6,
        };
#pragma warning restore CS8524
}
