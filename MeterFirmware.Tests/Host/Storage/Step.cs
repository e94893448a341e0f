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

    /// <summary>A command that the meter must take.</summary>
    public static Step Command(byte[] message) => new(meter => meter.Send(message), message);
}
