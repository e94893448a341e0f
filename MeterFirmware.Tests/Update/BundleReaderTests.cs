using MeterFirmware.Boot;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    [TestClass]
    public class BundleReaderTests
    {
        // Where the fields of Good begin: "MFPE", format, files, length of the name, the name, then the lengths.
        private const int FormatAt = 4;
        private const int FilesAt = 5;
        private const int NameLengthAt = 6;
        private const int NameAt = 7;
        private const int LengthsAt = NameAt + 7;

        [TestMethod]
        public void FilesComeInTheirOrderAcrossSegments()
        {
            int[] lengths = { 1, 4096, 5000, 3 };
            BundleReader bundle = Open(Bundle(lengths));
            Assert.AreEqual("App", bundle.EntryAssembly);
            Assert.AreEqual("A.P", bundle.EntryType);
            for (int file = 0; file < lengths.Length; file++)
            {
                Assert.IsFalse(bundle.IsAtEnd);
                byte[] octets = bundle.Next();
                Assert.AreEqual(lengths[file], octets.Length);
                Assert.AreEqual(file + 1, (int)octets[0]);
                Assert.AreEqual(file + 1, (int)octets[octets.Length - 1]);
            }
            Assert.IsTrue(bundle.IsAtEnd);
            Assert.IsNull(bundle.Next());
        }

        [TestMethod]
        public void WhatIsNoBundleIsNotOpened()
        {
            Refuse(0, 'X');
            Refuse(3, 'X');
            Refuse(FormatAt, 2);
            Refuse(FilesAt, 0);
            Refuse(FilesAt, BundleReader.MostFiles + 1);
            Refuse(NameLengthAt, 255);
            Refuse(NameAt, '!');
            Refuse(NameAt + 3, 'x');
        }

        [TestMethod]
        public void BundleThatIsCutShortIsNotAtItsEnd()
        {
            byte[] whole = Bundle(new int[] { 10, 20 });
            for (int length = 1; length < whole.Length; length++)
            {
                byte[] cut = new byte[length];
                System.Array.Copy(whole, 0, cut, 0, length);
                BundleReader bundle = Reader(cut);
                Assert.IsFalse(bundle.Open() && ReadAll(bundle));
            }
            BundleReader good = Reader(whole);
            Assert.IsTrue(good.Open() && ReadAll(good));
        }

        [TestMethod]
        public void LengthsThatDoNotFitGiveNoFile()
        {
            foreach (int octet in new int[] { 0x00, 0x7F, 0x80, 0xFF })
            {
                byte[] bundle = Bundle(new int[] { 10, 20 });
                bundle[LengthsAt + 3] = (byte)octet;
                bundle[LengthsAt] = (byte)(octet == 0 ? 0 : 10);
                BundleReader reader = Open(bundle);
                Assert.IsNull(reader.Next());
                Assert.IsFalse(reader.IsAtEnd);
            }
        }

        [TestMethod]
        public void OctetsThatNoFileHasAreNoEnd()
        {
            byte[] whole = Bundle(new int[] { 10, 20 });
            byte[] longer = new byte[whole.Length + 1];
            System.Array.Copy(whole, 0, longer, 0, whole.Length);
            Assert.IsFalse(ReadAll(Open(longer)));
        }

        [TestMethod]
        public void LengthsOfOtherFilesAreNoticed()
        {
            byte[] bundle = Bundle(new int[] { 10, 20 });
            bundle[LengthsAt] = 20;
            Assert.IsFalse(ReadAll(Open(bundle)), "one more than there is");
        }

        private static void Refuse(int at, int octet)
        {
            byte[] bundle = Bundle(new int[] { 10, 20 });
            bundle[at] = (byte)octet;
            Assert.IsFalse(Reader(bundle).Open());
        }

        private static bool ReadAll(BundleReader bundle)
        {
            while (bundle.Next() != null) { }
            return bundle.IsAtEnd;
        }

        private static BundleReader Open(byte[] image)
        {
            BundleReader bundle = Reader(image);
            Assert.IsTrue(bundle.Open());
            return bundle;
        }

        private static BundleReader Reader(byte[] image)
        {
            UpdateRig rig = new UpdateRig(new MemoryRecordStore());
            rig.Install(0, OtaFile.Wrap(0xCD, image), image.Length, 0xCD);
            Assert.AreEqual(ImageResult.Good, rig.Image.Verify(0, new byte[SlotStore.MarkLength]));
            return new BundleReader(rig.Store, rig.Image, 0);
        }

        // The octets of file n are all n + 1.
        private static byte[] Bundle(int[] lengths)
        {
            string name = "App!A.P";
            int total = NameAt + name.Length + 4 * lengths.Length;
            int at = total;
            for (int file = 0; file < lengths.Length; file++)
            {
                total += lengths[file];
            }
            byte[] bundle = new byte[total];
            string head = "MFPE";
            for (int i = 0; i < head.Length; i++)
            {
                bundle[i] = (byte)head[i];
            }
            bundle[FormatAt] = 1;
            bundle[FilesAt] = (byte)lengths.Length;
            bundle[NameLengthAt] = (byte)name.Length;
            for (int i = 0; i < name.Length; i++)
            {
                bundle[NameAt + i] = (byte)name[i];
            }
            for (int file = 0; file < lengths.Length; file++)
            {
                LittleEndian.SetInt32(bundle, LengthsAt + 4 * file, lengths[file]);
                for (int i = 0; i < lengths[file]; i++)
                {
                    bundle[at++] = (byte)(file + 1);
                }
            }
            return bundle;
        }
    }
}
