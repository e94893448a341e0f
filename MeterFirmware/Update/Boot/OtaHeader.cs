namespace MeterFirmware.Boot
{
    /// <summary>
    /// The header of a ZigBee OTA file and the sub-elements behind it (SMETS.md D.2), read in place. Exactly two
    /// sub-elements are taken, in this order: the upgrade image (tag 0) and the manufacturer's signature
    /// (<see cref="SignatureTag"/>).
    /// </summary>
    public sealed class OtaHeader
    {
        /// <summary>The least octets of a header.</summary>
        public const int LeastLength = 56;

        /// <summary>The most octets of a header, with all optional fields.</summary>
        public const int MostLength = LeastLength + 1 + 8 + 4;

        /// <summary>The octets before a sub-element: tag and length.</summary>
        public const int ElementHeaderLength = 6;

        /// <summary>The octets that <see cref="Parse"/> needs at the most.</summary>
        public const int ParseLength = MostLength + ElementHeaderLength;

        /// <summary>
        /// The sub-element that holds the manufacturer's signature. ZigBee's own signature elements are for other curves;
        /// 0xF000 is the first of the manufacturer's own tags.
        /// </summary>
        public const int SignatureTag = 0xF000;

        /// <summary>The octets of the signature: r and s of P-256.</summary>
        public const int SignatureLength = 64;

        /// <summary>The octets of a file version.</summary>
        public const int VersionLength = 4;

        private const int Identifier = 0x0BEEF11E;
        private const int HeaderVersion = 0x0100;
        private const int HasCredentialVersion = 1;
        private const int HasDestination = 2;
        private const int HasHardwareVersions = 4;
        private const int VersionAt = 14;
        private const int TotalAt = 52;

        private int leastHardware;
        private int mostHardware;
        private int destinationAt;
        private byte[] octets;

        /// <summary>The octets of the header itself.</summary>
        public int Length { get; private set; }

        /// <summary>The octets of the whole file.</summary>
        public int FileLength { get; private set; }

        /// <summary>Where the manufacturer image begins in the file.</summary>
        public int ImageOffset { get; private set; }

        /// <summary>The octets of the manufacturer image.</summary>
        public int ImageLength { get; private set; }

        /// <summary>The manufacturer code.</summary>
        public int ManufacturerCode { get; private set; }

        /// <summary>The image type.</summary>
        public int ImageType { get; private set; }

        /// <summary>Where the signature's sub-element begins in the file.</summary>
        public int SignatureElementOffset
        {
            get { return ImageOffset + ImageLength; }
        }

        /// <summary>Reads a header.</summary>
        /// <param name="file">Holds the file's first octets from its beginning. It is kept, not copied.</param>
        /// <param name="count">How many there are.</param>
        /// <returns>False if it is not of the form; the properties then mean nothing.</returns>
        public bool Parse(byte[] file, int count)
        {
            octets = file;
            if (count < ParseLength || LittleEndian.GetInt32(file, 0) != Identifier)
            {
                return false;
            }
            int fields = LittleEndian.GetUInt16(file, 8);
            Length = LittleEndian.GetUInt16(file, 6);
            bool known = LittleEndian.GetUInt16(file, 4) == HeaderVersion && fields <= 7;
            if (!known || Length != ParseOptional(fields))
            {
                return false;
            }
            ManufacturerCode = LittleEndian.GetUInt16(file, 10);
            ImageType = LittleEndian.GetUInt16(file, 12);
            FileLength = LittleEndian.GetInt32(file, TotalAt);
            ImageOffset = Length + ElementHeaderLength;
            ImageLength = LittleEndian.GetInt32(file, Length + 2);
            int around = ImageOffset + ElementHeaderLength + SignatureLength;
            // Compared by subtraction, since a sum with a length of the file's choice may wrap; 2 GiB or more is negative.
            bool isWhole = FileLength > around && ImageLength > 0 && FileLength - around == ImageLength;
            return isWhole && LittleEndian.GetUInt16(file, Length) == 0;
        }

        /// <summary>Judges whether the file is for this meter.</summary>
        /// <returns>An <see cref="ImageResult"/>.</returns>
        public int Check(ImageTarget target, int mostOctets)
        {
            if (ManufacturerCode != target.ManufacturerCode)
            {
                return ImageResult.OtherManufacturer;
            }
            if (ImageType != target.ImageType)
            {
                return ImageResult.OtherType;
            }
            if (target.HardwareVersion < leastHardware || target.HardwareVersion > mostHardware)
            {
                return ImageResult.OtherHardware;
            }
            if (destinationAt != 0 && !IsDestination(target.DeviceId))
            {
                return ImageResult.OtherDevice;
            }
            return FileLength > mostOctets ? ImageResult.TooLarge : ImageResult.Good;
        }

        /// <summary>Copies the file version, most significant octet first, as GBCS reports it.</summary>
        public void CopyVersion(byte[] version, int offset)
        {
            for (int i = 0; i < VersionLength; i++)
            {
                version[offset + i] = octets[VersionAt + VersionLength - 1 - i];
            }
        }

        /// <summary>Compares two versions as unsigned numbers.</summary>
        /// <returns>Less than, equal to or greater than 0 as the first is older, the same or newer.</returns>
        public static int CompareVersions(byte[] first, int firstOffset, byte[] second, int secondOffset)
        {
            for (int i = 0; i < VersionLength; i++)
            {
                int difference = first[firstOffset + i] - second[secondOffset + i];
                if (difference != 0)
                {
                    return difference;
                }
            }
            return 0;
        }

        // Gives the length that a header with these fields has.
        private int ParseOptional(int fields)
        {
            int at = LeastLength + ((fields & HasCredentialVersion) != 0 ? 1 : 0);
            destinationAt = 0;
            if ((fields & HasDestination) != 0)
            {
                destinationAt = at;
                at += 8;
            }
            leastHardware = 0;
            mostHardware = 0xFFFF;
            if ((fields & HasHardwareVersions) != 0)
            {
                leastHardware = LittleEndian.GetUInt16(octets, at);
                mostHardware = LittleEndian.GetUInt16(octets, at + 2);
                at += 4;
            }
            return at;
        }

        private bool IsDestination(byte[] deviceId)
        {
            for (int i = 0; i < 8; i++)
            {
                if (octets[destinationAt + i] != deviceId[7 - i])
                {
                    return false;
                }
            }
            return true;
        }
    }
}
