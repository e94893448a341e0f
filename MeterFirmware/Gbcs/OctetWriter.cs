using System;
using MeterFirmware.Core;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs
{
    /// <summary>Writes octets one after the other into an array of fixed size.</summary>
    public sealed class OctetWriter
    {
        private readonly byte[] octets;

        /// <summary>Makes a writer.</summary>
        /// <param name="capacity">How many octets there is room for; one more is a broken invariant.</param>
        public OctetWriter(int capacity)
        {
            octets = new byte[capacity];
        }

        /// <summary>The array that is written into.</summary>
        public byte[] Raw
        {
            get { return octets; }
        }

        /// <summary>Where the next octet goes. Setting it back drops what was written after.</summary>
        public int Position { get; set; }

        /// <summary>Writes one octet.</summary>
        public void WriteByte(int value)
        {
            Reserve(1);
            octets[Position - 1] = (byte)value;
        }

        /// <summary>Writes two octets, most significant first.</summary>
        public void WriteUInt16(int value)
        {
            int at = Reserve(2);
            Octets.SetUInt16(octets, at, value);
        }

        /// <summary>Writes four octets, most significant first.</summary>
        public void WriteInt32(int value)
        {
            int at = Reserve(4);
            Octets.SetInt32(octets, at, value);
        }

        /// <summary>Writes octets from an array.</summary>
        public void WriteOctets(byte[] source, int offset, int count)
        {
            int at = Reserve(count);
            Array.Copy(source, offset, octets, at, count);
        }

        /// <summary>Leaves room for octets that are written later.</summary>
        /// <returns>Where the room begins.</returns>
        public int Reserve(int count)
        {
            int at = Position;
            Invariant.Require(count <= octets.Length - at, "room in a message");
            Position = at + count;
            return at;
        }
    }
}
