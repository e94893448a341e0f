using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;

namespace MeterFirmware.Update
{
    /// <summary>
    /// What new firmware must be able to do before it may stay: write the meter's state, read it back the same, and compute
    /// a digest that is known. It takes two writes of the state and one block of SHA-256.
    /// </summary>
    public sealed class SelfTest
    {
        private readonly MeterState state;

        /// <summary>Tests the meter of this state.</summary>
        public SelfTest(MeterState state)
        {
            this.state = state;
        }

        /// <summary>Runs the test.</summary>
        /// <returns>True if all of it passed.</returns>
        public bool Passes()
        {
            return IsDigestRight() && IsStateKept();
        }

        private static bool IsDigestRight()
        {
            // FIPS 180-4: the digest of "abc".
            byte[] known = { 0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA };
            byte[] digest = new byte[Sha256.DigestLength];
            Sha256 hash = new Sha256();
            hash.Add(new byte[] { (byte)'a', (byte)'b', (byte)'c' }, 0, 3);
            hash.Finish(digest, 0);
            return Octets.AreEqual(known, 0, digest, 0, known.Length);
        }

        private bool IsStateKept()
        {
            state.Image.Mark();
            if (!state.Store.Commit())
            {
                return false;
            }
            byte[] before = new byte[ImageLayout.Length];
            System.Array.Copy(state.Image.Raw, 0, before, 0, before.Length);
            int result = state.Store.Load();
            bool isLoaded = result == StartResult.Loaded || result == StartResult.LoadedOlderCopy;
            return isLoaded && Octets.AreEqual(before, 0, state.Image.Raw, 0, before.Length);
        }
    }
}
