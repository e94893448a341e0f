using System;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>What a meter does as one: after a power cut in it there is the state before it or the state after it.</summary>
/// <param name="Act">Makes the meter do it.</param>
/// <param name="Message">The command, if it is one that writes; it is then sent again after each cut.</param>
internal sealed record Step(Action<MeterRig> Act, byte[] Message = null)
{
    /// <summary>True for a command that nothing protects against replay: again, it changes nothing.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>What must be the same if it is done again after a cut, whether it was done before that or not.</summary>
    public Repeats Repeats { get; init; }

    /// <summary>Time comes to a moment: done twice it is as if it were done once.</summary>
    public static Step Moment(int second) =>
        new(meter => meter.Meter.Tick(2_000, true, MeterRig.Noon2030 + second)) { Repeats = Repeats.All };

    /// <summary>A table is given, and its record and those that are not named any more are dealt with.</summary>
    public static Step Table(int table, byte[] octets, int activationSeconds, int tick) =>
        new(meter =>
        {
            meter.State.Image.Mark();
            meter.State.Metering.GiveTable(table, octets, 0, octets.Length, activationSeconds);
            meter.State.Store.Commit();
            meter.Tick(tick);
        })
        {
            Repeats = Repeats.LogsAndTables,
        };

    /// <summary>
    /// The meter commits more than once in it, or makes entries in a log of events that the image does not count. Each of these
    /// states may be found after a cut; from each it goes on to the last one, unless <see cref="Repeats"/> asks for less.
    /// </summary>
    public bool IsChain { get; init; }

    /// <summary>The message is a top up: given again it is answered again, and its money does not count again.</summary>
    public bool IsTopUp { get; init; }

    /// <summary>A command that the meter must take.</summary>
    public static Step Command(byte[] message) => new(meter => meter.Send(message), message);
}

/// <summary>What doing a step again must leave the same.</summary>
internal enum Repeats
{
    /// <summary>Nothing in particular.</summary>
    Nothing,

    /// <summary>What the logs and the tables say.</summary>
    LogsAndTables,

    /// <summary>Everything but the event log.</summary>
    All,
}
