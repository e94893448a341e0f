using MeterFirmware.Crypto;

namespace MeterFirmware.Boot
{
    /// <summary>
    /// Reads the file in a slot segment by segment and judges it: the header, the digest of the manufacturer image, the
    /// manufacturer's signature over header and digest. One segment is one bounded step.
    /// </summary>
    public sealed class SlotImage
    {
        private readonly SlotStore store;
        private readonly ICryptography cryptography;
        private readonly ImageTarget target;
        private readonly Sha256 hash = new Sha256();
        private readonly byte[] work = new byte[SlotStore.SegmentOctets];
        private readonly byte[] head = new byte[OtaHeader.ParseLength];
        private readonly byte[] signed = new byte[OtaHeader.MostLength + Sha256.DigestLength];
        private readonly byte[] tail = new byte[OtaHeader.ElementHeaderLength + OtaHeader.SignatureLength];

        /// <summary>Judges the slots of a storage.</summary>
        public SlotImage(SlotStore store, ICryptography cryptography, ImageTarget target)
        {
            this.store = store;
            this.cryptography = cryptography;
            this.target = target;
            Header = new OtaHeader();
            Digest = new byte[Sha256.DigestLength];
        }

        /// <summary>What an image must be made for.</summary>
        public ImageTarget Target
        {
            get { return target; }
        }

        /// <summary>The header of the file that is open.</summary>
        public OtaHeader Header { get; }

        /// <summary>The digest of the manufacturer image, after <see cref="Judge"/>.</summary>
        public byte[] Digest { get; }

        /// <summary>The digest so far, to be saved and gone on from.</summary>
        public Sha256 Hash
        {
            get { return hash; }
        }

        /// <summary>How many segments the open file has.</summary>
        public int Segments
        {
            get { return (Header.FileLength + SlotStore.SegmentOctets - 1) / SlotStore.SegmentOctets; }
        }

        /// <summary>Opens a file whose first octets are at hand, and begins its digest.</summary>
        /// <param name="octets">The file's first octets.</param>
        /// <param name="count">How many, <see cref="OtaHeader.ParseLength"/> or more.</param>
        /// <returns>An <see cref="ImageResult"/>.</returns>
        public int Open(byte[] octets, int count)
        {
            hash.Reset();
            if (count < OtaHeader.ParseLength)
            {
                return ImageResult.BadForm;
            }
            System.Array.Copy(octets, 0, head, 0, OtaHeader.ParseLength);
            if (!Header.Parse(head, OtaHeader.ParseLength))
            {
                return ImageResult.BadForm;
            }
            return Header.Check(target, store.Segments * SlotStore.SegmentOctets);
        }

        /// <summary>Opens the file that is in a slot.</summary>
        /// <returns>An <see cref="ImageResult"/>.</returns>
        public int OpenSlot(int slot)
        {
            return store.Read(slot, 0, work, OtaHeader.ParseLength)
                ? Open(work, OtaHeader.ParseLength)
                : ImageResult.Unreadable;
        }

        /// <summary>The octets of a segment of the open file.</summary>
        public int OctetsOf(int segment)
        {
            int left = Header.FileLength - segment * SlotStore.SegmentOctets;
            return left < SlotStore.SegmentOctets ? left : SlotStore.SegmentOctets;
        }

        /// <summary>Adds to the digest what of a segment belongs to the manufacturer image.</summary>
        /// <param name="segment">Its number; they come in order.</param>
        /// <param name="octets">Its octets.</param>
        public void AddSegment(int segment, byte[] octets)
        {
            int start = segment * SlotStore.SegmentOctets;
            AddRange(octets, start, start + OctetsOf(segment), Header.ImageOffset);
        }

        /// <summary>Adds a segment of a slot to the digest.</summary>
        /// <returns>False if it cannot be read.</returns>
        public bool AddStored(int slot, int segment)
        {
            if (!store.Read(slot, segment, work, OctetsOf(segment)))
            {
                return false;
            }
            AddSegment(segment, work);
            return true;
        }

        /// <summary>
        /// Goes on from a saved digest: the octets of the block that was not whole are read again from the slot.
        /// </summary>
        /// <param name="slot">The slot.</param>
        /// <param name="segments">How many segments went into the digest, 1 or more.</param>
        /// <param name="saved">Holds what <see cref="Sha256.Save"/> wrote.</param>
        /// <param name="offset">Where.</param>
        /// <returns>False if a segment cannot be read.</returns>
        public bool Resume(int slot, int segments, byte[] saved, int offset)
        {
            hash.Restore(saved, offset);
            int last = segments - 1;
            if (!store.Read(slot, last, work, OctetsOf(last)))
            {
                return false;
            }
            int start = last * SlotStore.SegmentOctets;
            AddRange(work, start, start + OctetsOf(last), Header.ImageOffset + hash.Count);
            return true;
        }

        /// <summary>Ends the digest and checks the signature of the file in a slot.</summary>
        /// <returns>An <see cref="ImageResult"/>.</returns>
        public int Judge(int slot)
        {
            bool isWhole = hash.Count == Header.ImageLength;
            hash.Finish(Digest, 0);
            if (!isWhole || !ReadTail(slot))
            {
                return ImageResult.Unreadable;
            }
            bool isForm =
                LittleEndian.GetUInt16(tail, 0) == OtaHeader.SignatureTag
                && LittleEndian.GetInt32(tail, 2) == OtaHeader.SignatureLength;
            if (!isForm)
            {
                return ImageResult.BadForm;
            }
            System.Array.Copy(head, 0, signed, 0, Header.Length);
            System.Array.Copy(Digest, 0, signed, Header.Length, Sha256.DigestLength);
            bool valid = cryptography.Verify(
                target.ManufacturerKey,
                signed,
                0,
                Header.Length + Sha256.DigestLength,
                tail,
                OtaHeader.ElementHeaderLength
            );
            return valid ? ImageResult.Good : ImageResult.WrongSignature;
        }

        /// <summary>Judges the whole file in a slot, and that it is the one that its mark speaks of.</summary>
        /// <param name="slot">The slot.</param>
        /// <param name="mark">Receives the mark.</param>
        /// <returns>An <see cref="ImageResult"/>.</returns>
        public int Verify(int slot, byte[] mark)
        {
            if (!store.ReadMark(slot, mark))
            {
                return ImageResult.Missing;
            }
            int result = OpenSlot(slot);
            for (int segment = 0; result == ImageResult.Good && segment < Segments; segment++)
            {
                result = AddStored(slot, segment) ? ImageResult.Good : ImageResult.Unreadable;
            }
            result = result == ImageResult.Good ? Judge(slot) : result;
            if (result != ImageResult.Good)
            {
                return result;
            }
            for (int i = 0; i < Sha256.DigestLength; i++)
            {
                if (Digest[i] != mark[SlotStore.DigestAt + i])
                {
                    return ImageResult.WrongDigest;
                }
            }
            return ImageResult.Good;
        }

        // Adds those octets of [start, end) that are in the image and not before a place in the file.
        private void AddRange(byte[] octets, int start, int end, int from)
        {
            int first = start > from ? start : from;
            int last = end < Header.SignatureElementOffset ? end : Header.SignatureElementOffset;
            if (last > first)
            {
                hash.Add(octets, first - start, last - first);
            }
        }

        // The signature's element is the end of the file and may lie in two segments.
        private bool ReadTail(int slot)
        {
            int at = Header.SignatureElementOffset;
            int taken = 0;
            while (taken < tail.Length)
            {
                int segment = (at + taken) / SlotStore.SegmentOctets;
                int inside = (at + taken) % SlotStore.SegmentOctets;
                int octets = OctetsOf(segment);
                if (!store.Read(slot, segment, work, octets))
                {
                    return false;
                }
                int part = octets - inside;
                part = part < tail.Length - taken ? part : tail.Length - taken;
                System.Array.Copy(work, inside, tail, taken, part);
                taken += part;
            }
            return true;
        }
    }
}
