using System;
using System.Globalization;
using System.Linq;
using MeterFirmware.Bench.Terminals;
using MeterFirmware.VirtualEsp32.Parts;

namespace MeterFirmware.Bench;

/// <summary>What a person can do at the bench: the words that are typed, and the keys that stand for some of them.</summary>
internal sealed class BenchWords
{
    public const string Help =
        "type GBCS:DATA#... for the meter, or: state, press a|b (keys a, b), hold a|b (keys A, B), pulses N, mains off, mains on, cover off, cover on, voltage V|none, clock now|UTC, quit (key q)";

    private const int PulseMilliseconds = 50;
    private const int PulsePeriodMilliseconds = 100;
    private const int MostPulses = 10_000;
    private const int MostDecivolts = 10_000;

    private static readonly string[] all =
    [
        "state",
        "press",
        "hold",
        "pulses",
        "mains",
        "cover",
        "voltage",
        "clock",
        "quit",
    ];

    private readonly IBenchMeter meter;
    private readonly Terminal terminal;
    private readonly Action quit;

    public BenchWords(IBenchMeter meter, Terminal terminal, Action quit)
    {
        this.meter = meter;
        this.terminal = terminal;
        this.quit = quit;
    }

    /// <summary>The word that a single key stands for, or null.</summary>
    public static string OfKey(char key) =>
        key switch
        {
            'a' => "press a",
            'b' => "press b",
            'A' => "hold a",
            'B' => "hold b",
            'q' => "quit",
            _ => null,
        };

    /// <summary>True if a line is for the bench and not for the meter.</summary>
    public static bool IsWord(string line) => all.Contains(line.Split(' ')[0]);

    /// <summary>Does what a line says. The meter is between two turns.</summary>
    public void Do(string line)
    {
        switch (line.Split(' '))
        {
            case ["state"]:
                terminal.Print(ClockText.Of(meter));
                PrintHub();
                foreach (string fact in StateReport.Lines(meter.State))
                {
                    terminal.Print(fact);
                }

                break;
            case ["press", "a" or "b"]:
                ButtonKeys.Press(line[^1], meter.Board, meter.Chip.Clock);
                break;
            case ["hold", "a" or "b"]:
                ButtonKeys.Press(char.ToUpperInvariant(line[^1]), meter.Board, meter.Chip.Clock);
                break;
            case ["pulses", string text] when IsNumberOfPulses(text, out int count):
                meter.Board.Pulses.Emit(count, PulseMilliseconds, PulsePeriodMilliseconds);
                break;
            case ["mains", "on" or "off"] when meter.Board.Mains != null:
                meter.Board.Mains.Set(line.EndsWith("on", StringComparison.Ordinal));
                break;
            case ["cover", "on" or "off"] when meter.Board.Cover != null:
                meter.Board.Cover.Set(line.EndsWith("on", StringComparison.Ordinal));
                break;
            case ["voltage", "none"] when meter.State.Voltage != null:
                meter.Voltage.Decivolts = -1;
                break;
            case ["voltage", string text] when meter.State.Voltage != null && IsVoltage(text, out int decivolts):
                meter.Voltage.Decivolts = decivolts;
                break;
            case ["clock", "now"]:
                SetClock(DateTimeOffset.UtcNow);
                break;
            case ["clock", string text] when UtcArgument.TryParse(text, out DateTimeOffset utc):
                SetClock(utc);
                break;
            case ["quit"]:
                quit();
                break;
            default:
                terminal.Print($"not understood: {line}");
                break;
        }
    }

    // What the communications hub saw so far; a gas meter has none.
    private void PrintHub()
    {
        CommunicationsHub hub = meter.Board.Hub;
        if (hub != null)
        {
            terminal.Print(
                $"hub: 12 V {(hub.IsPowered ? "on" : "off")}, losses of it {hub.SupplyDips}, "
                    + $"mains loss on AC_LO {hub.MainsLossSignals}, power outage alerts AD1 {hub.PowerOutageAlerts}"
            );
        }
    }

    private void SetClock(DateTimeOffset utc)
    {
        meter.SetClock(utc);
        terminal.Print(ClockText.Of(meter));
    }

    // Volts, with one decimal at the most.
    private static bool IsVoltage(string text, out int decivolts)
    {
        bool isNumber = decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out decimal volts
        );
        decimal tenths = volts * 10;
        bool isFit = isNumber && tenths <= MostDecivolts && tenths == decimal.Truncate(tenths);
        decivolts = isFit ? (int)tenths : 0;
        return isFit;
    }

    private static bool IsNumberOfPulses(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count)
        && count is > 0 and <= MostPulses;
}
