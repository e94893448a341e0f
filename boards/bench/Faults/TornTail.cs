namespace MeterFirmware.Bench.Faults
{
    /// <summary>What a record holds behind the octets that a cut write still brought in.</summary>
    public enum TornTail
    {
        /// <summary>The record's old octets, if it had so many.</summary>
        Old,

        /// <summary>Random octets, up to the length that was to be written.</summary>
        Garbage,
    }
}
