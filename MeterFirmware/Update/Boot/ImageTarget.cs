using MeterFirmware.Hal;

namespace MeterFirmware.Boot
{
    /// <summary>What an image must be made for to be taken: facts of the board and of its maker.</summary>
    public sealed class ImageTarget
    {
        /// <summary>The octets of the manufacturer's public key: x and y.</summary>
        public const int KeyLength = 64;

        /// <summary>
        /// The record that the maker writes: manufacturer code, image type and hardware version, two octets each, most
        /// significant first, and the public key.
        /// </summary>
        public const string Record = "maker";

        private const string DeviceIdRecord = "device-id";
        private const int DeviceIdLength = 8;
        private const int KeyAt = 6;

        /// <summary>Describes a board.</summary>
        /// <param name="manufacturerCode">The ZigBee manufacturer code, 0 to 0xFFFF.</param>
        /// <param name="imageType">The image type, 0 to 0xFFFF; one for each model and kind of meter.</param>
        /// <param name="hardwareVersion">The OTA hardware version, 0 to 0xFFFF.</param>
        /// <param name="deviceId">The meter's EUI-64, 8 octets, most significant first.</param>
        /// <param name="manufacturerKey">The manufacturer's P-256 public key, <see cref="KeyLength"/> octets.</param>
        public ImageTarget(
            int manufacturerCode,
            int imageType,
            int hardwareVersion,
            byte[] deviceId,
            byte[] manufacturerKey
        )
        {
            ManufacturerCode = manufacturerCode;
            ImageType = imageType;
            HardwareVersion = hardwareVersion;
            DeviceId = deviceId;
            ManufacturerKey = manufacturerKey;
        }

        /// <summary>Reads what the maker wrote.</summary>
        /// <returns>Null if the board was never given it.</returns>
        public static ImageTarget Load(IRecordStore records)
        {
            byte[] maker = new byte[KeyAt + KeyLength];
            byte[] deviceId = new byte[DeviceIdLength];
            bool isWhole =
                records.Read(Record, maker, 0, maker.Length) == maker.Length
                && records.Read(DeviceIdRecord, deviceId, 0, DeviceIdLength) == DeviceIdLength;
            if (!isWhole)
            {
                return null;
            }
            byte[] key = new byte[KeyLength];
            System.Array.Copy(maker, KeyAt, key, 0, KeyLength);
            return new ImageTarget(Two(maker, 0), Two(maker, 2), Two(maker, 4), deviceId, key);
        }

        private static int Two(byte[] octets, int at)
        {
            return (octets[at] << 8) | octets[at + 1];
        }

        /// <summary>The ZigBee manufacturer code.</summary>
        public int ManufacturerCode { get; }

        /// <summary>The image type.</summary>
        public int ImageType { get; }

        /// <summary>The OTA hardware version.</summary>
        public int HardwareVersion { get; }

        /// <summary>The meter's EUI-64.</summary>
        public byte[] DeviceId { get; }

        /// <summary>x and y.</summary>
        public byte[] ManufacturerKey { get; }
    }
}
