using System;
using MeterFirmware.Core.Events;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.State
{
    /// <summary>
    /// Keeps the hot image on the flash in two records, written in turn: while one is being written the other is
    /// whole. SPEC.md gives the octets and the table of what is done with what is found.
    /// </summary>
    public sealed class StateStore
    {
        /// <summary>
        /// The longest image of any format, now and to come: one block of the flash. Every format ends in a CRC-32 of all
        /// before, so that a firmware can tell a whole image of a format that it does not know from a damaged one.
        /// </summary>
        public const int LongestImage = 4096;

        private const int CheckLength = 4;

        private readonly IRecordStore records;
        private readonly StateImage image;
        private readonly LogTail events;

        // The record that the next commit writes: never the one that holds the newest good image.
        private int next;

        // What the event log still has to be told, with the first commit that the flash takes.
        private int untoldStart;
        private int untoldFailures;
        private int untoldLogs;

        /// <summary>Binds an image to its storage.</summary>
        /// <param name="records">The storage.</param>
        /// <param name="image">The state in memory.</param>
        /// <param name="events">The event log, which is in the image: it is told what the storage did.</param>
        public StateStore(IRecordStore records, StateImage image, LogTail events)
        {
            this.records = records;
            this.image = image;
            this.events = events;
        }

        /// <summary>
        /// True if the state was lost, at this start or an earlier one, and the maker has not declared the meter new since.
        /// What protects against replay is lost with it.
        /// </summary>
        public bool IsStateLost
        {
            get { return (image.GetByte(ImageLayout.Flags) & ImageLayout.StateLostFlag) != 0; }
        }

        /// <summary>True if the last commit failed.</summary>
        public bool IsFailing
        {
            get { return untoldFailures > 0; }
        }

        /// <summary>True while the event log lacks what a start found; the next commit brings it in.</summary>
        public bool HasUntoldStart
        {
            get { return untoldStart != StartResult.Loaded; }
        }

        /// <summary>
        /// Loads the state and does what the table of SPEC.md says for what was found. Called once, before all else.
        /// </summary>
        /// <returns>A <see cref="StartResult"/>.</returns>
        public int Start()
        {
            int result = Load();
            if (!StartResult.MayRun(result))
            {
                return result;
            }
            if (StartResult.LosesState(result))
            {
                image.SetByte(ImageLayout.Flags, image.GetByte(ImageLayout.Flags) | ImageLayout.StateLostFlag);
            }
            untoldStart = StartResult.IsFault(result) ? result : StartResult.Loaded;
            bool isStored = result != StartResult.NewMeter || CommitFirst();
            if (isStored && NewMeter.IsDeclared(records))
            {
                // It has had its effect: from now on finding nothing is a loss.
                records.Delete(NewMeter.RecordName);
            }
            return result;
        }

        /// <summary>Takes the newest good copy into memory, and changes nothing on the flash.</summary>
        /// <returns>A <see cref="StartResult"/>; unless it is a loaded one the image stays as it was made.</returns>
        public int Load()
        {
            byte[] copy = new byte[LongestImage + 1];
            int first = ReadCopy(0, copy);
            if (first == CopyState.Good)
            {
                Adopt(copy, 0);
            }
            int second = ReadCopy(1, copy);
            if (second == CopyState.Good && (first != CopyState.Good || IsNewer(copy, image.Raw)))
            {
                Adopt(copy, 1);
            }
            return Judge(first, second);
        }

        /// <summary>Writes the image, which is the state of the meter from then on.</summary>
        /// <returns>
        /// False if the storage refused: memory has then been put back to where it was marked, and the caller reports
        /// the failure. The event log is told with the first commit that succeeds.
        /// </returns>
        public bool Commit()
        {
            byte[] raw = image.Raw;
            Invariant.Require(ImageCheck.Holds(raw), "an image that may be stored");
            TellEvents();
            Octets.SetInt32(raw, ImageLayout.Sequence, Octets.GetInt32(raw, ImageLayout.Sequence) + 1);
            Octets.SetInt32(raw, ImageLayout.Check, Crc32.Compute(raw, 0, ImageLayout.Check));
            bool isStored = records.Write(NameOf(next), raw, 0, ImageLayout.Length) == StoreResult.Ok || IsOnFlash();
            if (!isStored)
            {
                // The same record is written next time: the other one still holds the newest good image.
                image.Revert();
                untoldFailures++;
                return false;
            }
            untoldStart = StartResult.Loaded;
            untoldFailures = 0;
            untoldLogs = 0;
            next = 1 - next;
            image.NoteCommitted();
            return true;
        }

        /// <summary>The storage refused writes of logs, which no answer tells of: the event log is told with the next commit.</summary>
        /// <param name="count">How many.</param>
        public void NoteRefusedLogs(int count)
        {
            untoldLogs += count;
        }

        private bool CommitFirst()
        {
            image.Mark();
            return Commit();
        }

        private void TellEvents()
        {
            if (untoldStart != StartResult.Loaded)
            {
                events.Add(EventCode.NonVolatileMemoryError, -untoldStart);
            }
            if (untoldFailures > 0)
            {
                events.Add(EventCode.NonVolatileMemoryError, untoldFailures);
            }
            if (untoldLogs > 0)
            {
                events.Add(EventCode.NonVolatileMemoryError, untoldLogs);
            }
        }

        // A write that is reported as failed may have come in whole. Then it would be the state after the next start: it
        // must be the state now. Only a failure needs this memory.
        private bool IsOnFlash()
        {
            byte[] held = new byte[ImageLayout.Length + 1];
            return records.Read(NameOf(next), held, 0, held.Length) == ImageLayout.Length
                && Octets.AreEqual(held, 0, image.Raw, 0, ImageLayout.Length);
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
            Array.Copy(copy, image.Raw, ImageLayout.Length);
            next = 1 - index;
            image.NoteCommitted();
        }

        private int ReadCopy(int copy, byte[] buffer)
        {
            int read = records.Read(NameOf(copy), buffer, 0, buffer.Length);
            if (read == StoreResult.NotFound)
            {
                return CopyState.Missing;
            }
            int check = read - CheckLength;
            bool isWhole =
                check >= ImageLayout.Accounts
                && read <= LongestImage
                && Octets.GetInt32(buffer, check) == Crc32.Compute(buffer, 0, check);
            if (!isWhole)
            {
                return CopyState.Damaged;
            }
            if (buffer[ImageLayout.Magic] != 'M' || buffer[ImageLayout.Magic + 1] != 'F')
            {
                return CopyState.Foreign;
            }
            if (buffer[ImageLayout.Version] != ImageLayout.FormatVersion)
            {
                return CopyState.Unknown;
            }
            return JudgeBody(buffer, read);
        }

        private int JudgeBody(byte[] buffer, int length)
        {
            bool isOurs =
                buffer[ImageLayout.Kind] == image.GetByte(ImageLayout.Kind)
                && Octets.AreEqual(
                    buffer,
                    ImageLayout.DeviceId,
                    image.Raw,
                    ImageLayout.DeviceId,
                    MeterConfiguration.DeviceIdLength
                );
            if (!isOurs)
            {
                return CopyState.Foreign;
            }
            return length == ImageLayout.Length && ImageCheck.Holds(buffer) ? CopyState.Good : CopyState.Damaged;
        }

        private int Judge(int first, int second)
        {
            if (first == CopyState.Foreign || second == CopyState.Foreign)
            {
                return StartResult.ForeignImage;
            }
            if (first == CopyState.Unknown || second == CopyState.Unknown)
            {
                return StartResult.UnknownFormat;
            }
            bool isLoaded = first == CopyState.Good || second == CopyState.Good;
            if ((!isLoaded || IsStateLost) && NewMeter.IsDeclared(records))
            {
                image.Clear();
                return StartResult.NewMeter;
            }
            if (isLoaded)
            {
                bool damaged = first == CopyState.Damaged || second == CopyState.Damaged;
                return damaged ? StartResult.LoadedOlderCopy : StartResult.Loaded;
            }
            bool nothing = first == CopyState.Missing && second == CopyState.Missing;
            return nothing ? StartResult.StorageLost : StartResult.Damaged;
        }

        private static class CopyState
        {
            public const int Missing = 0;
            public const int Good = 1;
            public const int Damaged = 2;
            public const int Foreign = 3;
            public const int Unknown = 4;
        }
    }
}
