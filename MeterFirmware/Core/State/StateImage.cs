using System;

namespace MeterFirmware.Core.State
{
    /// <summary>
    /// All of a meter's changing state as the octets that are stored: what is in memory is what goes to the flash,
    /// so nothing can be forgotten between the two. Whoever changes it as one step marks it first: the change is in
    /// memory only, until <see cref="StateStore.Commit"/> has it on the flash or the image goes back to the mark.
    /// </summary>
    public sealed class StateImage
    {
        private readonly byte[] octets = new byte[ImageLayout.Length];
        private readonly byte[] marked = new byte[ImageLayout.Length];

        /// <summary>A new meter's image: all registers zero.</summary>
        /// <param name="configuration">Whose image it is.</param>
        public StateImage(MeterConfiguration configuration)
        {
            octets[ImageLayout.Magic] = (byte)'M';
            octets[ImageLayout.Magic + 1] = (byte)'F';
            octets[ImageLayout.Version] = ImageLayout.FormatVersion;
            octets[ImageLayout.Kind] = (byte)configuration.Kind;
            Array.Copy(configuration.DeviceId, 0, octets, ImageLayout.DeviceId, MeterConfiguration.DeviceIdLength);
            Mark();
        }

        /// <summary>
        /// Makes every register zero again. Whose image it is stays, and so does the sequence: the next commit is newer than
        /// all before.
        /// </summary>
        public void Clear()
        {
            Array.Clear(octets, ImageLayout.Accounts, ImageLayout.Check - ImageLayout.Accounts);
            Mark();
        }

        /// <summary>The octets themselves, <see cref="ImageLayout.Length"/> of them, for tables read in place.</summary>
        public byte[] Raw
        {
            get { return octets; }
        }

        /// <summary>Reads one octet.</summary>
        public int GetByte(int offset)
        {
            return octets[offset];
        }

        /// <summary>Writes one octet.</summary>
        public void SetByte(int offset, int value)
        {
            octets[offset] = (byte)value;
        }

        /// <summary>Reads two octets as 0 to 65,535.</summary>
        public int GetUInt16(int offset)
        {
            return Octets.GetUInt16(octets, offset);
        }

        /// <summary>Writes two octets.</summary>
        public void SetUInt16(int offset, int value)
        {
            Octets.SetUInt16(octets, offset, value);
        }

        /// <summary>Reads four octets.</summary>
        public int GetInt32(int offset)
        {
            return Octets.GetInt32(octets, offset);
        }

        /// <summary>Writes four octets.</summary>
        public void SetInt32(int offset, int value)
        {
            Octets.SetInt32(octets, offset, value);
        }

        /// <summary>Reads eight octets.</summary>
        public long GetInt64(int offset)
        {
            return Octets.GetInt64(octets, offset);
        }

        /// <summary>Writes eight octets.</summary>
        public void SetInt64(int offset, long value)
        {
            Octets.SetInt64(octets, offset, value);
        }

        /// <summary>Begins a step: what is in memory now is what a failed commit goes back to.</summary>
        public void Mark()
        {
            Array.Copy(octets, marked, octets.Length);
        }

        /// <summary>
        /// How many times this image and the flash became the same: whoever writes records that the image names looks at it.
        /// </summary>
        public int Commits { get; private set; }

        /// <summary>The flash has what is in memory now.</summary>
        public void NoteCommitted()
        {
            Commits++;
        }

        /// <summary>True if something is not as it was at the mark.</summary>
        public bool HasChanged
        {
            get { return !Octets.AreEqual(octets, 0, marked, 0, octets.Length); }
        }

        /// <summary>How many times changes were taken back; whoever keeps something derived from the image looks at it.</summary>
        public int Reverts { get; private set; }

        /// <summary>Takes back every change since the mark.</summary>
        public void Revert()
        {
            Reverts++;
            Array.Copy(marked, octets, octets.Length);
        }
    }
}
