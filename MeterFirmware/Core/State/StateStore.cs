using MeterFirmware.Hal;

namespace MeterFirmware.Core.State
{
    /// <summary>
    /// Keeps the hot image on the flash in two records, written in turn: while one is being written the other is
    /// whole. SPEC.md gives the octets and the table of what is done with what is found.
    /// </summary>
    public sealed class StateStore
    {
        private readonly IRecordStore records;
        private readonly StateImage image;

        // The record that the next commit writes: never the one that holds the newest good image.
        private int next;

        /// <summary>Binds an image to its storage.</summary>
        public StateStore(IRecordStore records, StateImage image)
        {
            this.records = records;
            this.image = image;
        }

        /// <summary>Takes the newest good copy into memory.</summary>
        /// <returns>A <see cref="StartResult"/>; unless it is a loaded one the image stays as it was made.</returns>
        public int Load()
        {
            byte[] first = new byte[ImageLayout.Length];
            byte[] second = new byte[ImageLayout.Length];
            int firstState = ReadCopy(0, first);
            int secondState = ReadCopy(1, second);
            bool newestIsFirst =
                firstState == CopyState.Good && (secondState != CopyState.Good || IsNewer(first, second));
            if (newestIsFirst)
            {
                Adopt(first, 0);
            }
            else if (secondState == CopyState.Good)
            {
                Adopt(second, 1);
            }
            return Judge(firstState, secondState);
        }

        /// <summary>Writes the image, which is the state of the meter from then on.</summary>
        /// <returns>
        /// False if the storage refused: memory has then been put back to where it was marked, and the caller reports
        /// the failure.
        /// </returns>
        public bool Commit()
        {
            byte[] raw = image.Raw;
            Octets.SetInt32(raw, ImageLayout.Sequence, Octets.GetInt32(raw, ImageLayout.Sequence) + 1);
            Octets.SetInt32(raw, ImageLayout.Check, Crc32.Compute(raw, 0, ImageLayout.Check));
            if (records.Write(NameOf(next), raw, 0, ImageLayout.Length) != StoreResult.Ok)
            {
                // The same record is written next time: the other one still holds the newest good image.
                image.Revert();
                return false;
            }
            next = 1 - next;
            return true;
        }

        private static string NameOf(int copy)
        {
            return copy == 0 ? "image-a" : "image-b";
        }

        private static bool IsNewer(byte[] first, byte[] second)
        {
            int difference =
                Octets.GetInt32(first, ImageLayout.Sequence) - Octets.GetInt32(second, ImageLayout.Sequence);
            return difference > 0;
        }

        private void Adopt(byte[] copy, int index)
        {
            System.Array.Copy(copy, image.Raw, ImageLayout.Length);
            next = 1 - index;
        }

        private int ReadCopy(int copy, byte[] buffer)
        {
            int read = records.Read(NameOf(copy), buffer, 0, ImageLayout.Length);
            if (read == StoreResult.NotFound)
            {
                return CopyState.Missing;
            }
            if (
                read != ImageLayout.Length
                || Octets.GetInt32(buffer, ImageLayout.Check) != Crc32.Compute(buffer, 0, ImageLayout.Check)
            )
            {
                return CopyState.Damaged;
            }
            // Magic, version, kind and device stand before and after the sequence; all must be this meter's.
            bool ours =
                Octets.AreEqual(buffer, 0, image.Raw, 0, ImageLayout.Sequence)
                && Octets.AreEqual(
                    buffer,
                    ImageLayout.DeviceId,
                    image.Raw,
                    ImageLayout.DeviceId,
                    MeterConfiguration.DeviceIdLength
                );
            return ours ? CopyState.Good : CopyState.Foreign;
        }

        private static int Judge(int first, int second)
        {
            if (first == CopyState.Foreign || second == CopyState.Foreign)
            {
                return StartResult.ForeignImage;
            }
            if (first == CopyState.Good || second == CopyState.Good)
            {
                bool damaged = first == CopyState.Damaged || second == CopyState.Damaged;
                return damaged ? StartResult.LoadedOlderCopy : StartResult.Loaded;
            }
            bool nothing = first == CopyState.Missing && second == CopyState.Missing;
            return nothing ? StartResult.NothingFound : StartResult.Damaged;
        }

        private static class CopyState
        {
            public const int Missing = 0;
            public const int Good = 1;
            public const int Damaged = 2;
            public const int Foreign = 3;
        }
    }
}
