using System;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Customer
{
    /// <summary>
    /// What the supplier and the customer gave the meter to show or to keep private, in a record of its own. The image names
    /// the generation in force; a new one is written under a name that is neither that of the last commit nor of what is in
    /// force, so it counts only once the image that names it is committed. SPEC.md has the octets.
    /// </summary>
    public sealed class CustomerRecord
    {
        /// <summary>The detail of the log entry that tells of a damaged record.</summary>
        public const int DamagedDetail = 20;

        private const int Slots = 3;
        private const int LastGeneration = 0xFFFF;
        private const int FormatVersion = 1;
        private const int VersionAt = 2;
        private const int KindAt = 3;
        private const int GenerationAt = 4;
        private const int HeaderLength = 6;
        private const int EventsAt = HeaderLength + CustomerField.Length;
        private const int CheckAt = EventsAt + 4 * CustomerEvent.Count;
        private const int Length = CheckAt + 4;

        // In memory what no generation of the flash is.
        private const int Unknown = -1;

        private readonly StateImage image;
        private readonly IRecordStore records;
        private readonly byte[] octets = new byte[Length];
        private int held = Unknown;
        private bool isEdited;

        // The generation that the image on the flash names, once it differs from the one in memory, and the commit it is of.
        private int committed;
        private int commitsSeen;

        /// <summary>Binds the record to its storage.</summary>
        /// <param name="image">Names the generation in force.</param>
        /// <param name="records">Holds the records.</param>
        public CustomerRecord(StateImage image, IRecordStore records)
        {
            this.image = image;
            this.records = records;
        }

        /// <summary>True if the record that the image names is missing or damaged: then every field is empty.</summary>
        public bool IsDamaged { get; private set; }

        /// <summary>True while the message was not acknowledged.</summary>
        public bool IsMessageNew
        {
            get { return HasFlag(ImageLayout.MessageNewFlag) && GetLength(CustomerField.Message) > 0; }
        }

        /// <summary>Loads what the image names.</summary>
        /// <param name="events">Is told of a damaged record.</param>
        public void Reload(LogTail events)
        {
            Follow();
            if (IsDamaged)
            {
                events.Add(EventCode.NonVolatileMemoryError, DamagedDetail);
            }
        }

        /// <summary>The octets of a field, 0 where there is nothing.</summary>
        /// <param name="field">A <see cref="CustomerField"/>.</param>
        public int GetLength(int field)
        {
            Follow();
            return octets[At(field)];
        }

        /// <summary>Copies a field.</summary>
        /// <param name="field">A <see cref="CustomerField"/>.</param>
        /// <param name="target">Receives it.</param>
        /// <param name="offset">Where in the target.</param>
        /// <returns>How many octets.</returns>
        public int Copy(int field, byte[] target, int offset)
        {
            int count = GetLength(field);
            Array.Copy(octets, At(field) + 1, target, offset, count);
            return count;
        }

        /// <summary>True if a field is this.</summary>
        /// <param name="field">A <see cref="CustomerField"/>.</param>
        /// <param name="other">Holds what it is compared with.</param>
        /// <param name="offset">Where.</param>
        /// <param name="count">How many octets.</param>
        public bool Is(int field, byte[] other, int offset, int count)
        {
            return GetLength(field) == count && Octets.AreEqual(octets, At(field) + 1, other, offset, count);
        }

        /// <summary>Changes a field; <see cref="Save"/> comes next. A text that is there already changes nothing.</summary>
        /// <param name="field">A <see cref="CustomerField"/>.</param>
        /// <param name="source">Holds the octets.</param>
        /// <param name="offset">Where.</param>
        /// <param name="count">How many, 0 up to the longest of the field.</param>
        public void Set(int field, byte[] source, int offset, int count)
        {
            Invariant.Require(count >= 0 && count <= CustomerField.LongestOf(field), "a text that fits its field");
            if (Is(field, source, offset, count))
            {
                return;
            }
            int at = At(field);
            Array.Clear(octets, at, 1 + CustomerField.LongestOf(field));
            octets[at] = (byte)count;
            Array.Copy(source, offset, octets, at + 1, count);
            isEdited = true;
        }

        /// <summary>
        /// Takes a message of the supplier and saves. The same one again is no new one: somebody who repeats it on the network
        /// neither brings it back nor wears the flash.
        /// </summary>
        /// <param name="source">Holds the text.</param>
        /// <param name="offset">Where.</param>
        /// <param name="count">How many octets; 0 takes the last message away.</param>
        /// <returns>As <see cref="Save"/>.</returns>
        public bool SetMessage(byte[] source, int offset, int count)
        {
            bool isSame = Is(CustomerField.Message, source, offset, count);
            Set(CustomerField.Message, source, offset, count);
            if (!Save())
            {
                return false;
            }
            if (!isSame)
            {
                SetFlag(ImageLayout.MessageNewFlag, count > 0);
            }
            return true;
        }

        /// <summary>Notes that the customer has read the message. The caller commits.</summary>
        public void AcknowledgeMessage()
        {
            SetFlag(ImageLayout.MessageNewFlag, false);
        }

        /// <summary>True if a later event has overtaken this one.</summary>
        /// <param name="which">A <see cref="CustomerEvent"/>.</param>
        /// <param name="eventId">Issuer Event ID, seconds since 2000-01-01T00:00:00Z.</param>
        public bool IsOvertaken(int which, long eventId)
        {
            Follow();
            return eventId < Octets.GetUInt32(octets, EventsAt + 4 * which);
        }

        /// <summary>Keeps an Issuer Event ID; <see cref="Save"/> comes next.</summary>
        /// <param name="which">A <see cref="CustomerEvent"/>.</param>
        /// <param name="eventId">Issuer Event ID, not overtaken.</param>
        public void Accept(int which, long eventId)
        {
            Follow();
            int at = EventsAt + 4 * which;
            if (Octets.GetUInt32(octets, at) != eventId)
            {
                Octets.SetInt32(octets, at, (int)eventId);
                isEdited = true;
            }
        }

        /// <summary>Writes what was changed as a new generation. It takes effect with the next commit of the image.</summary>
        /// <returns>
        /// False if the storage refused: nothing has changed then. What changed nothing is not written, and is a success.
        /// </returns>
        public bool Save()
        {
            if (!isEdited)
            {
                return true;
            }
            isEdited = false;
            int generation = NextGeneration();
            octets[0] = (byte)'C';
            octets[1] = (byte)'U';
            octets[VersionAt] = FormatVersion;
            octets[KindAt] = (byte)image.GetByte(ImageLayout.Kind);
            Octets.SetUInt16(octets, GenerationAt, generation);
            Octets.SetInt32(octets, CheckAt, Crc32.Compute(octets, 0, CheckAt));
            if (records.Write(NameOf(generation), octets, 0, Length) != StoreResult.Ok)
            {
                held = Unknown;
                return false;
            }
            image.SetUInt16(ImageLayout.CustomerGeneration, generation);
            held = generation;
            IsDamaged = false;
            return true;
        }

        /// <summary>True if a flag of <see cref="ImageLayout.CustomerFlags"/> is set.</summary>
        internal bool HasFlag(int flag)
        {
            return (image.GetByte(ImageLayout.CustomerFlags) & flag) != 0;
        }

        /// <summary>Sets a flag of <see cref="ImageLayout.CustomerFlags"/>. The caller commits.</summary>
        internal void SetFlag(int flag, bool isSet)
        {
            int others = image.GetByte(ImageLayout.CustomerFlags) & ~flag;
            image.SetByte(ImageLayout.CustomerFlags, isSet ? others | flag : others);
        }

        // A commit that was refused, or another image, names another generation than memory has.
        private void Follow()
        {
            int named = image.GetUInt16(ImageLayout.CustomerGeneration);
            if (named != held)
            {
                Load(named);
            }
        }

        private void Load(int generation)
        {
            held = generation;
            isEdited = false;
            bool isWhole = generation != 0 && IsWhole(generation);
            IsDamaged = generation != 0 && !isWhole;
            if (!isWhole)
            {
                Array.Clear(octets, 0, Length);
            }
        }

        private bool IsWhole(int generation)
        {
            bool isRead = records.Read(NameOf(generation), octets, 0, Length) == Length;
            return isRead
                && octets[0] == 'C'
                && octets[1] == 'U'
                && octets[VersionAt] == FormatVersion
                && octets[KindAt] == image.GetByte(ImageLayout.Kind)
                && Octets.GetUInt16(octets, GenerationAt) == generation
                && Octets.GetInt32(octets, CheckAt) == Crc32.Compute(octets, 0, CheckAt)
                && FieldsHold();
        }

        private bool FieldsHold()
        {
            for (int field = 0; field < CustomerField.Count; field++)
            {
                if (octets[At(field)] > CustomerField.LongestOf(field))
                {
                    return false;
                }
            }
            return true;
        }

        // Two fields may be set in one step: what the first wrote is in force in memory, what was before on the flash.
        private int NextGeneration()
        {
            int inForce = image.GetUInt16(ImageLayout.CustomerGeneration);
            if (image.Commits != commitsSeen)
            {
                commitsSeen = image.Commits;
                committed = inForce;
            }
            int next = After(inForce);
            return next % Slots == committed % Slots ? After(next) : next;
        }

        // 65,535 is in the first slot and 1 in the second, so the order of the slots goes on.
        private static int After(int generation)
        {
            return generation == LastGeneration ? 1 : generation + 1;
        }

        private static int At(int field)
        {
            return HeaderLength + CustomerField.OffsetOf(field);
        }

        private static string NameOf(int generation)
        {
            switch (generation % Slots)
            {
                case 0:
                    return "customer-0";
                case 1:
                    return "customer-1";
                default:
                    return "customer-2";
            }
        }
    }
}
