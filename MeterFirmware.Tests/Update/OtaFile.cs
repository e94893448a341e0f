using System;
using MeterFirmware.Boot;
using MeterFirmware.Crypto;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Update
{
    /// <summary>OTA files to test with, signed with the key of <see cref="FakeCryptography"/>.</summary>
    public static class OtaFile
    {
        public const int Manufacturer = 0x1234;
        public const int ImageType = 0x0005;
        public const byte Key = 9;

        public static ImageTarget Target()
        {
            return new ImageTarget(Manufacturer, ImageType, 2, Make.DeviceId(), FakeCryptography.KeyOf(Key));
        }

        /// <summary>What the maker writes into a board, for files of this class.</summary>
        public static void WriteMaker(IRecordStore records)
        {
            byte[] maker = new byte[6 + ImageTarget.KeyLength];
            byte[] facts = { 0x12, 0x34, 0x00, 0x05, 0x00, 0x02 };
            Array.Copy(facts, 0, maker, 0, facts.Length);
            Array.Copy(FakeCryptography.KeyOf(Key), 0, maker, facts.Length, ImageTarget.KeyLength);
            records.Write(ImageTarget.Record, maker, 0, maker.Length);
            records.Write("device-id", Make.DeviceId(), 0, 8);
        }

        public static byte[] Version(byte last)
        {
            return new byte[] { 0x01, 0x23, 0xAB, last };
        }

        /// <summary>A file with an image of so many octets that differ with the version.</summary>
        public static byte[] Create(byte version, int imageLength)
        {
            byte[] image = new byte[imageLength];
            for (int i = 0; i < imageLength; i++)
            {
                image[i] = (byte)(i * 7 + version);
            }
            return Wrap(version, image);
        }

        /// <summary>A file with this image.</summary>
        public static byte[] Wrap(byte version, byte[] image)
        {
            int imageLength = image.Length;
            byte[] file = new byte[OtaHeader.LeastLength + 4 + 6 + imageLength + 6 + 64];
            byte[] start = { 0x1E, 0xF1, 0xEE, 0x0B, 0x00, 0x01, 60, 0, 4, 0, 0x34, 0x12, 0x05, 0x00 };
            Array.Copy(start, 0, file, 0, start.Length);
            byte[] number = { version, 0xAB, 0x23, 0x01 };
            Array.Copy(number, 0, file, 14, 4);
            LittleEndian.SetInt32(file, 52, file.Length);
            file[56] = 1;
            file[58] = 3;
            LittleEndian.SetInt32(file, 62, imageLength);
            Array.Copy(image, 0, file, 66, imageLength);
            int tail = 66 + imageLength;
            file[tail + 1] = 0xF0;
            LittleEndian.SetInt32(file, tail + 2, 64);
            Sign(file, imageLength);
            return file;
        }

        public static void Sign(byte[] file, int imageLength)
        {
            byte[] signed = new byte[60 + 32];
            Array.Copy(file, 0, signed, 0, 60);
            Array.Copy(Digest(file, imageLength), 0, signed, 60, 32);
            FakeCryptography.SignWith(FakeCryptography.KeyOf(Key), signed, 0, signed.Length, file, 72 + imageLength);
        }

        public static byte[] Digest(byte[] file, int imageLength)
        {
            byte[] digest = new byte[32];
            Sha256 hash = new Sha256();
            hash.Add(file, 66, imageLength);
            hash.Finish(digest, 0);
            return digest;
        }
    }
}
