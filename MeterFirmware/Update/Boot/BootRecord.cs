using MeterFirmware.Crypto;
using MeterFirmware.Hal;

namespace MeterFirmware.Boot
{
    /// <summary>
    /// The record that says which slot to start: small, apart from the meter's image, since it must work whatever that is,
    /// and in two copies of which only the older is ever written.
    /// </summary>
    public sealed class BootRecord
    {
        /// <summary>The octets of a copy.</summary>
        public const int Length = 20;

        // "MB", format, state, active slot, trial slot, reason, unused, attempt (4), sequence (4), check (4).
        private const int StateAt = 3;
        private const int ActiveAt = 4;
        private const int TrialAt = 5;
        private const int ReasonAt = 6;
        private const int AttemptAt = 8;
        private const int SequenceAt = 12;
        private const int CheckAt = 16;
        private const int Format = 1;

        private readonly IRecordStore records;
        private readonly Sha256 check = new Sha256();
        private readonly byte[] digest = new byte[Sha256.DigestLength];
        private readonly byte[] octets = new byte[Length];
        private readonly byte[] other = new byte[Length];
        private readonly byte[] kept = new byte[Length];
        private int next;

        /// <summary>Binds the record to its storage.</summary>
        public BootRecord(IRecordStore records)
        {
            this.records = records;
        }

        /// <summary>A <see cref="BootState"/>.</summary>
        public int State
        {
            get { return octets[StateAt]; }
        }

        /// <summary>The slot of the confirmed firmware.</summary>
        public int ActiveSlot
        {
            get { return octets[ActiveAt]; }
        }

        /// <summary>The slot of the firmware that is or was on trial.</summary>
        public int TrialSlot
        {
            get { return octets[TrialAt]; }
        }

        /// <summary>A <see cref="BootReason"/>.</summary>
        public int Reason
        {
            get { return octets[ReasonAt]; }
        }

        /// <summary>Which request the trial is of: the low octets of the command's originator counter.</summary>
        public int Attempt
        {
            get { return LittleEndian.GetInt32(octets, AttemptAt); }
        }

        /// <summary>Reads the newer whole copy.</summary>
        /// <returns>False if there is none; the state is then <see cref="BootState.None"/>.</returns>
        public bool Load()
        {
            bool first = ReadCopy(0, octets);
            bool second = ReadCopy(1, other);
            bool useSecond = second && (!first || Newer(other, octets));
            if (useSecond)
            {
                System.Array.Copy(other, 0, octets, 0, Length);
            }
            next = useSecond ? 0 : 1;
            if (!first && !second)
            {
                System.Array.Clear(octets, 0, Length);
                next = 0;
            }
            return first || second;
        }

        /// <summary>Writes a new state, in the copy that does not hold the newest.</summary>
        /// <returns>False if the storage refused; the record is then as it was.</returns>
        public bool Save(int state, int activeSlot, int trialSlot, int reason, int attempt)
        {
            System.Array.Copy(octets, 0, kept, 0, Length);
            octets[0] = (byte)'M';
            octets[1] = (byte)'B';
            octets[2] = Format;
            octets[StateAt] = (byte)state;
            octets[ActiveAt] = (byte)activeSlot;
            octets[TrialAt] = (byte)trialSlot;
            octets[ReasonAt] = (byte)reason;
            LittleEndian.SetInt32(octets, AttemptAt, attempt);
            LittleEndian.SetInt32(octets, SequenceAt, LittleEndian.GetInt32(octets, SequenceAt) + 1);
            ComputeCheck(octets);
            System.Array.Copy(digest, 0, octets, CheckAt, Length - CheckAt);
            if (records.Write(NameOf(next), octets, 0, Length) != StoreResult.Ok)
            {
                System.Array.Copy(kept, 0, octets, 0, Length);
                return false;
            }
            next = 1 - next;
            return true;
        }

        private bool ReadCopy(int copy, byte[] buffer)
        {
            if (records.Read(NameOf(copy), buffer, 0, Length) != Length)
            {
                return false;
            }
            ComputeCheck(buffer);
            bool isWhole = buffer[0] == 'M' && buffer[1] == 'B' && buffer[2] == Format;
            for (int i = CheckAt; i < Length; i++)
            {
                isWhole = isWhole && buffer[i] == digest[i - CheckAt];
            }
            return isWhole && buffer[ActiveAt] < SlotStore.Slots && buffer[TrialAt] < SlotStore.Slots;
        }

        private void ComputeCheck(byte[] buffer)
        {
            check.Reset();
            check.Add(buffer, 0, CheckAt);
            check.Finish(digest, 0);
        }

        private static bool Newer(byte[] first, byte[] second)
        {
            return LittleEndian.GetInt32(first, SequenceAt) - LittleEndian.GetInt32(second, SequenceAt) > 0;
        }

        private static string NameOf(int copy)
        {
            return copy == 0 ? "boot-a" : "boot-b";
        }
    }
}
