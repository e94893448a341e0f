using System;
using System.Collections.Generic;
using MeterFirmware.Hal;

namespace MeterFirmware.Bench.Faults
{
    /// <summary>
    /// A store whose power can be cut at any octet of any write, that can refuse a write, and that can come back
    /// formatted. Deleting counts as a write.
    /// </summary>
    public sealed class FaultyRecordStore : IRecordStore
    {
        /// <summary>The longest record, in octets.</summary>
        public const int LongestRecord = 65_536;

        private readonly IRecordStore inner;
        private readonly Random random;
        private readonly HashSet<string> names = new();
        private readonly byte[] torn = new byte[LongestRecord];
        private bool isFormatted;
        private int cutWrite;
        private int cutOctets;
        private TornTail cutTail;
        private int refusedWrite;

        /// <summary>Wraps a store.</summary>
        /// <param name="inner">Where the records are.</param>
        /// <param name="seed">Of the garbage, so that a run can be repeated.</param>
        public FaultyRecordStore(IRecordStore inner, int seed)
        {
            ArgumentNullException.ThrowIfNull(inner);
            this.inner = inner;
            random = new Random(seed);
        }

        /// <inheritdoc/>
        public bool IsEmpty => isFormatted || inner.IsEmpty;

        /// <summary>True from a cut until <see cref="Restart"/>: every call then throws.</summary>
        public bool IsDown { get; private set; }

        /// <summary>While it is true every write fails and leaves the record as it was, and is none of <see cref="Writes"/>.</summary>
        public bool RefusesAll { get; set; }

        /// <summary>Writes and deletes begun since the last <see cref="Restart"/>.</summary>
        public int Writes { get; private set; }

        /// <summary>Plans a power cut.</summary>
        /// <param name="write">In which write from the last restart on, from 1.</param>
        /// <param name="octets">
        /// How many octets still come in: with 0 and the old tail the write is dropped, and from the record's length
        /// on it is complete but never reported. A delete is done unless 0.
        /// </param>
        /// <param name="tail">What is behind them.</param>
        public void CutPower(int write, int octets, TornTail tail)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(write);
            ArgumentOutOfRangeException.ThrowIfNegative(octets);
            cutWrite = write;
            cutOctets = octets;
            cutTail = tail;
        }

        /// <summary>Plans a write that fails and leaves the record as it was.</summary>
        /// <param name="write">Which write from the last restart on, from 1.</param>
        public void Refuse(int write)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(write);
            refusedWrite = write;
        }

        /// <summary>The power is back and the storage mounted. Plans that were not carried out are forgotten.</summary>
        /// <param name="formatted">True if the mount failed, and so formatted the storage.</param>
        public void Restart(bool formatted = false)
        {
            IsDown = false;
            Writes = 0;
            cutWrite = 0;
            refusedWrite = 0;
            isFormatted = formatted;
            if (formatted)
            {
                foreach (string name in names)
                {
                    inner.Delete(name);
                }
            }
        }

        /// <inheritdoc/>
        /// <exception cref="PowerCutException">The power is off.</exception>
        public int Read(string name, byte[] buffer, int offset, int count)
        {
            CheckPower();
            names.Add(name);
            return inner.Read(name, buffer, offset, count);
        }

        /// <inheritdoc/>
        /// <exception cref="PowerCutException">The power is off, or went off meanwhile.</exception>
        public int Write(string name, byte[] buffer, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            if (BeginWrite(name))
            {
                return StoreResult.Failed;
            }

            if (Writes != cutWrite)
            {
                return inner.Write(name, buffer, offset, count);
            }

            IsDown = true;
            Tear(name, buffer.AsSpan(offset, count));
            throw new PowerCutException();
        }

        /// <inheritdoc/>
        /// <exception cref="PowerCutException">The power is off.</exception>
        public int ReadAt(string name, int position, byte[] buffer, int offset, int count)
        {
            CheckPower();
            names.Add(name);
            return inner.ReadAt(name, position, buffer, offset, count);
        }

        /// <inheritdoc/>
        /// <exception cref="PowerCutException">The power is off, or went off meanwhile.</exception>
        public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            if (BeginWrite(name))
            {
                return StoreResult.Failed;
            }

            if (Writes != cutWrite)
            {
                return inner.WriteAt(name, position, buffer, offset, count);
            }

            IsDown = true;
            TearPart(name, position, buffer.AsSpan(offset, count));
            throw new PowerCutException();
        }

        /// <inheritdoc/>
        /// <exception cref="PowerCutException">The power is off, or went off meanwhile.</exception>
        public int Delete(string name)
        {
            if (BeginWrite(name))
            {
                return StoreResult.Failed;
            }

            bool isCut = Writes == cutWrite;
            int result = isCut && cutOctets == 0 ? StoreResult.Failed : inner.Delete(name);
            if (isCut)
            {
                IsDown = true;
                throw new PowerCutException();
            }

            return result;
        }

        private bool BeginWrite(string name)
        {
            CheckPower();
            if (RefusesAll)
            {
                return true;
            }

            names.Add(name);
            Writes++;
            return Writes == refusedWrite;
        }

        private void Tear(string name, ReadOnlySpan<byte> wanted)
        {
            int written = Math.Min(cutOctets, wanted.Length);
            int oldLength = inner.Read(name, torn, 0, torn.Length);
            if (written == 0 && cutTail == TornTail.Old)
            {
                return;
            }

            int length = Math.Max(oldLength, written);
            if (cutTail == TornTail.Garbage || written == wanted.Length)
            {
                length = wanted.Length;
                random.NextBytes(torn.AsSpan(0, length));
            }

            wanted[..written].CopyTo(torn);
            inner.Write(name, torn, 0, length);
        }

        // A part that is cut off: so many of its octets come in, garbage may stand where the others would, and what is
        // before it stays.
        private void TearPart(string name, int position, ReadOnlySpan<byte> wanted)
        {
            int written = Math.Min(cutOctets, wanted.Length);
            int length = written;
            wanted[..written].CopyTo(torn);
            if (cutTail == TornTail.Garbage)
            {
                length = wanted.Length;
                random.NextBytes(torn.AsSpan(written, length - written));
            }

            if (length > 0)
            {
                inner.WriteAt(name, position, torn, 0, length);
            }
        }

        private void CheckPower()
        {
            if (IsDown)
            {
                throw new PowerCutException();
            }
        }
    }
}
