namespace MeterFirmware.Boot
{
    /// <summary>
    /// Takes the .pe files out of a manufacturer image: "MFPE", format 1, number of files n (1 to 32), length of the entry
    /// point's name and the name ("assembly!type"), n lengths of four octets, least significant first, then the files in
    /// the order in which they are loaded.
    /// </summary>
    public sealed class BundleReader
    {
        /// <summary>The most files of a bundle.</summary>
        public const int MostFiles = 32;

        private readonly SlotStore store;
        private readonly SlotImage image;
        private readonly int slot;
        private readonly byte[] segment = new byte[SlotStore.SegmentOctets];
        private int[] lengths;
        private int held = -1;
        private int position;
        private int file;

        /// <summary>Reads the image in a slot that was verified just before.</summary>
        /// <param name="store">The slots.</param>
        /// <param name="image">Has the slot's file open.</param>
        /// <param name="slot">The slot.</param>
        public BundleReader(SlotStore store, SlotImage image, int slot)
        {
            this.store = store;
            this.image = image;
            this.slot = slot;
        }

        /// <summary>The name of the assembly of the entry point.</summary>
        public string EntryAssembly { get; private set; }

        /// <summary>The full name of the type with the static method Start.</summary>
        public string EntryType { get; private set; }

        /// <summary>Reads what stands before the files.</summary>
        /// <returns>False if this is no bundle.</returns>
        public bool Open()
        {
            position = image.Header.ImageOffset;
            byte[] head = new byte[7];
            bool isBundle =
                Take(head)
                && head[0] == 'M'
                && head[1] == 'F'
                && head[2] == 'P'
                && head[3] == 'E'
                && head[4] == 1
                && head[5] >= 1
                && head[5] <= MostFiles;
            if (!isBundle || !OpenEntry(head[6]))
            {
                return false;
            }
            lengths = new int[head[5]];
            byte[] length = new byte[4];
            for (int i = 0; i < lengths.Length; i++)
            {
                if (!Take(length))
                {
                    return false;
                }
                lengths[i] = LittleEndian.GetInt32(length, 0);
            }
            return true;
        }

        /// <summary>The next file, in an array of its own, since the interpreter executes from it.</summary>
        /// <returns>Null after the last, or if the bundle is not what it says.</returns>
        public byte[] Next()
        {
            if (
                file == lengths.Length
                || lengths[file] < 1
                || lengths[file] > image.Header.SignatureElementOffset - position
            )
            {
                return null;
            }
            byte[] octets = new byte[lengths[file]];
            file++;
            return Take(octets) ? octets : null;
        }

        /// <summary>True if every file was given.</summary>
        public bool IsAtEnd
        {
            get { return file == lengths.Length && position == image.Header.SignatureElementOffset; }
        }

        private bool OpenEntry(int length)
        {
            byte[] name = new byte[length];
            if (!Take(name))
            {
                return false;
            }
            char[] letters = new char[length];
            for (int i = 0; i < length; i++)
            {
                letters[i] = (char)name[i];
            }
            string entry = new string(letters);
            int mark = entry.IndexOf('!');
            if (mark < 1)
            {
                return false;
            }
            EntryAssembly = entry.Substring(0, mark);
            EntryType = entry.Substring(mark + 1);
            return true;
        }

        private bool Take(byte[] octets)
        {
            if (octets.Length > image.Header.SignatureElementOffset - position)
            {
                return false;
            }
            int taken = 0;
            while (taken < octets.Length)
            {
                int wanted = position / SlotStore.SegmentOctets;
                if (wanted != held && !store.Read(slot, wanted, segment, image.OctetsOf(wanted)))
                {
                    return false;
                }
                held = wanted;
                int inside = position % SlotStore.SegmentOctets;
                int part = SlotStore.SegmentOctets - inside;
                part = part < octets.Length - taken ? part : octets.Length - taken;
                System.Array.Copy(segment, inside, octets, taken, part);
                taken += part;
                position += part;
            }
            return true;
        }
    }
}
