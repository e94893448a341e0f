using MeterFirmware.Hal;

namespace MeterFirmware.Core.State
{
    /// <summary>
    /// The maker's word that a meter has never run: the record that makes an empty storage a new meter. Finding nothing
    /// proves nothing, because a file system that cannot be mounted formats itself without a word; a format takes this
    /// record too. The meter deletes it as soon as its first image is on the flash.
    /// </summary>
    public static class NewMeter
    {
        /// <summary>The record's name.</summary>
        public const string RecordName = "new-meter";

        /// <summary>The octets of the record: "NM" and the version of the format.</summary>
        public const int Length = 3;

        /// <summary>The version that this firmware knows.</summary>
        public const int FormatVersion = 1;

        /// <summary>
        /// Declares the meter new, as the maker does once, when all else that a meter is given is there. A meter that says
        /// that its state is lost begins anew by this; for one that has its state it does nothing.
        /// </summary>
        /// <param name="records">The meter's storage.</param>
        /// <returns>False if the storage refused.</returns>
        public static bool Declare(IRecordStore records)
        {
            byte[] record = { (byte)'N', (byte)'M', FormatVersion };
            return records.Write(RecordName, record, 0, Length) == StoreResult.Ok;
        }

        /// <summary>True if the meter is declared new.</summary>
        /// <param name="records">The meter's storage.</param>
        public static bool IsDeclared(IRecordStore records)
        {
            byte[] record = new byte[Length + 1];
            return records.Read(RecordName, record, 0, record.Length) == Length
                && record[0] == 'N'
                && record[1] == 'M'
                && record[2] == FormatVersion;
        }
    }
}
