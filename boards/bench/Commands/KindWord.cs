using System.Collections.Generic;
using System.Linq;

namespace MeterFirmware.Bench.Commands;

/// <summary>
/// <c>esme</c> or <c>gsme</c> alone is short for <c>--kind esme</c> or <c>--kind gsme</c>, but not behind <c>send</c> and a
/// maker's <c>firmware</c>, whose own words may be anything.
/// </summary>
internal static class KindWord
{
    private static readonly string[] flags = ["--large-gas-meter", "--help", "-h", "-?", "--version"];

    /// <summary>Writes the option where the word stands.</summary>
    public static string[] Expand(string[] arguments)
    {
        var expanded = new List<string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            string word = arguments[i];
            bool isValue = i > 0 && arguments[i - 1].StartsWith('-') && !flags.Contains(arguments[i - 1]);
            bool takesWords = word == "send" || (word == "firmware" && !expanded.Contains("demo"));
            if (!isValue && takesWords)
            {
                expanded.AddRange(arguments[i..]);
                break;
            }

            expanded.AddRange(!isValue && BenchOptions.Kinds.Contains(word) ? ["--kind", word] : [word]);
        }

        return [.. expanded];
    }
}
