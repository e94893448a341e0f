namespace MeterFirmware.Hal
{
    /// <summary>
    /// Storage of small named records. Power may fail at any octet of a write: the record may then hold anything,
    /// so whoever writes keeps the previous generation under another name.
    /// </summary>
    public interface IRecordStore
    {
        /// <summary>
        /// True if the storage came up empty, whether it is new or was formatted after a failed mount: finding
        /// nothing is an event to report, never proof of a new meter.
        /// </summary>
        bool IsEmpty { get; }

        /// <summary>Reads a record from its beginning.</summary>
        /// <param name="name">1 to 12 characters of a-z, 0-9 and '-'.</param>
        /// <param name="buffer">Receives the octets.</param>
        /// <param name="offset">Where in the buffer.</param>
        /// <param name="count">How many at the most.</param>
        /// <returns>
        /// The number of octets read, or <see cref="StoreResult.NotFound"/> or <see cref="StoreResult.Failed"/>.
        /// </returns>
        int Read(string name, byte[] buffer, int offset, int count);

        /// <summary>
        /// Writes a whole record, new or in place of the old one, and returns when it is on the medium.
        /// </summary>
        /// <returns>
        /// <see cref="StoreResult.Ok"/> or <see cref="StoreResult.Failed"/> (full, worn or refused: what the record
        /// then holds is not known).
        /// </returns>
        int Write(string name, byte[] buffer, int offset, int count);

        /// <summary>Reads a part of a record, as <see cref="Read"/> the whole.</summary>
        /// <param name="name">The record.</param>
        /// <param name="position">How many octets of the record to pass over, 0 or more.</param>
        /// <param name="buffer">Receives the octets.</param>
        /// <param name="offset">Where in the buffer.</param>
        /// <param name="count">How many at the most.</param>
        /// <returns>
        /// The number of octets read, 0 at or behind the end, or <see cref="StoreResult.NotFound"/> or
        /// <see cref="StoreResult.Failed"/>.
        /// </returns>
        int ReadAt(string name, int position, byte[] buffer, int offset, int count);

        /// <summary>
        /// Writes a part of a record over what is there or on from its end, makes the record if there is none, leaves all
        /// other octets as they are, and returns when it is on the medium. After a power cut the part may hold anything and
        /// the record may be of the old length or up to the new one; what stands before the part is as it was.
        /// </summary>
        /// <param name="name">The record.</param>
        /// <param name="position">0 up to the record's length; 0 where there is none.</param>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="offset">Where in the buffer.</param>
        /// <param name="count">How many.</param>
        /// <returns>
        /// <see cref="StoreResult.Ok"/> or <see cref="StoreResult.Failed"/>, which is also the answer to a position
        /// behind the end.
        /// </returns>
        int WriteAt(string name, int position, byte[] buffer, int offset, int count);

        /// <summary>Takes a record away.</summary>
        /// <returns>
        /// <see cref="StoreResult.Ok"/>, <see cref="StoreResult.NotFound"/> or <see cref="StoreResult.Failed"/>.
        /// </returns>
        int Delete(string name);
    }
}
