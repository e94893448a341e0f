namespace MeterFirmware.Core.State
{
    /// <summary>
    /// The one working buffer for what is not kept in memory: a configuration record on its way to or from the flash,
    /// a stretch of a log. It holds nothing between two calls.
    /// </summary>
    public sealed class ConfigurationBuffer
    {
        /// <summary>The longest record.</summary>
        public const int Length = 4096;

        /// <summary>
        /// Where the command is named that the table loaded last came from; -1 if it names none. It holds as long as the
        /// buffer does.
        /// </summary>
        public int CommandAt { get; set; } = -1;

        /// <summary>The octets of <see cref="Head"/>.</summary>
        public const int HeadLength = 16;

        /// <summary>For the head of a record whose rest goes elsewhere, or is not wanted.</summary>
        public byte[] Head { get; } = new byte[HeadLength];

        /// <summary>The buffer, <see cref="Length"/> octets.</summary>
        public byte[] Octets { get; } = new byte[Length];
    }
}
