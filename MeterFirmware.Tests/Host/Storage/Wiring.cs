using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>How the meter is joined to its flash; a canary joins it wrongly.</summary>
internal class Wiring
{
    /// <summary>The storage that the meter gets at a start.</summary>
    public virtual IRecordStore Connect(IRecordStore flash) => flash;

    /// <summary>After each step, when its answers have left.</summary>
    public virtual void Settle() { }
}
