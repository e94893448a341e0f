using MeterFirmware.Crypto;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    [TestClass]
    public class Sha256Tests
    {
        [TestMethod]
        public void PublishedVectors()
        {
            Check("", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");
            Check("abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
            Check(
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248D6A61D20638B8E5C026930C3E6039A33CE45964FF2167F6ECEDD419DB06C1"
            );
        }

        [TestMethod]
        public void LongMessageInPiecesOfEverySize()
        {
            // 0, 1, 2, ... 250, 0, ...: 4,000 octets; the digest is .NET's.
            byte[] message = new byte[4000];
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = (byte)(i % 251);
            }
            Sha256 hash = new Sha256();
            for (int piece = 1; piece <= 130; piece += 43)
            {
                for (int at = 0; at < message.Length; at += piece)
                {
                    hash.Add(message, at, message.Length - at < piece ? message.Length - at : piece);
                }
                Assert.AreEqual("195CDF0B6FC7EED49E63CF6E8B06957747FCACC7EF41AC653705BAF4BC0DB8A3", Finish(hash));
            }
        }

        [TestMethod]
        public void SavedDigestGoesOn()
        {
            byte[] message = new byte[200];
            byte[] saved = new byte[Sha256.SavedLength];
            Sha256 whole = new Sha256();
            whole.Add(message, 0, message.Length);
            string expected = Finish(whole);
            for (int cut = 0; cut <= message.Length; cut += 10)
            {
                Sha256 first = new Sha256();
                first.Add(message, 0, cut);
                first.Save(saved, 0);
                Sha256 second = new Sha256();
                second.Restore(saved, 0);
                Assert.IsTrue(second.Count <= cut && cut - second.Count < Sha256.BlockLength);
                second.Add(message, second.Count, message.Length - second.Count);
                Assert.AreEqual(expected, Finish(second));
            }
        }

        private static void Check(string text, string digest)
        {
            byte[] message = new byte[text.Length];
            for (int i = 0; i < text.Length; i++)
            {
                message[i] = (byte)text[i];
            }
            Sha256 hash = new Sha256();
            hash.Add(message, 0, message.Length);
            Assert.AreEqual(digest, Finish(hash));
        }

        private static string Finish(Sha256 hash)
        {
            byte[] digest = new byte[Sha256.DigestLength];
            hash.Finish(digest, 0);
            string text = "";
            for (int i = 0; i < digest.Length; i++)
            {
                text += digest[i].ToString("X2");
            }
            return text;
        }
    }
}
