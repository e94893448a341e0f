using System;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;

namespace MeterFirmware.Update
{
    /// <summary>
    /// Takes an OTA file into the slot that does not run. Chunks come in any order within a window of one segment; a whole
    /// segment goes to the flash, into the digest and then into the checkpoint, from which a restart goes on.
    /// </summary>
    public sealed class ImageReceiver
    {
        /// <summary>
        /// Chunks begin on a multiple of this, and only the last of the file ends elsewhere. The meter asks for its blocks,
        /// so it chooses.
        /// </summary>
        public const int Granule = 64;

        private const int WindowOctets = SlotStore.SegmentOctets;
        private const int NoWindow = -1;

        private readonly MeterState state;
        private readonly RunningFirmware running;
        private readonly SlotStore store;
        private readonly SlotImage image;
        private readonly int slot;
        private readonly byte[] window = new byte[WindowOctets];
        private readonly byte[] head = new byte[OtaHeader.ParseLength];
        private readonly byte[] mark = new byte[SlotStore.MarkLength];

        // Bit n is set when granule n of the window has arrived: a window has 64.
        private long arrived;
        private int segment = NoWindow;

        /// <summary>Receives for the meter of this state.</summary>
        /// <param name="state">The meter's state.</param>
        /// <param name="running">What runs; it is in a slot.</param>
        /// <param name="store">The slots.</param>
        /// <param name="image">Judges them.</param>
        public ImageReceiver(MeterState state, RunningFirmware running, SlotStore store, SlotImage image)
        {
            Invariant.Require(running.Slot != RunningFirmware.Deployed, "a board with slots");
            this.state = state;
            this.running = running;
            this.store = store;
            this.image = image;
            slot = 1 - running.Slot;
        }

        /// <summary>What the last file was judged to be: an <see cref="ImageResult"/>.</summary>
        public int LastImageResult { get; private set; }

        /// <summary>True while a file is being received.</summary>
        public bool IsReceiving
        {
            get { return segment != NoWindow; }
        }

        /// <summary>
        /// How much of the file is stored, 0 to 99 percent; <see cref="Activation.NoProgress"/> while none is received.
        /// </summary>
        public int ProgressPercent
        {
            get { return IsReceiving ? segment * 100 / image.Segments : Activation.NoProgress; }
        }

        /// <summary>
        /// The first octet of the file that is missing: where the meter asks to go on. After a write that was refused all are
        /// there, and it is the last granule's.
        /// </summary>
        public int NextOffset
        {
            get
            {
                int granule = 0;
                int last = (image.OctetsOf(segment) - 1) / Granule;
                while (granule < last && ((arrived >>> granule) & 1) != 0)
                {
                    granule++;
                }
                return segment * WindowOctets + granule * Granule;
            }
        }

        /// <summary>What an image must be made for.</summary>
        public ImageTarget Target
        {
            get { return image.Target; }
        }

        /// <summary>The version that runs, most significant octet first.</summary>
        public byte[] RunningVersion
        {
            get { return running.Version; }
        }

        /// <summary>True if a restart or a silent hub left a file half received.</summary>
        public bool HasBegun
        {
            get
            {
                return Get(UpdateLayout.ReceiveState) == ReceiveState.Receiving
                    && Get(UpdateLayout.ReceiveSlot) == slot;
            }
        }

        /// <summary>Whether the file that is being received is this one.</summary>
        /// <param name="version">Four octets, most significant first.</param>
        /// <param name="length">The octets of the file.</param>
        public bool IsReceivingFile(byte[] version, int length)
        {
            if (!IsReceiving || image.Header.FileLength != length)
            {
                return false;
            }
            image.Header.CopyVersion(mark, SlotStore.VersionAt);
            return OtaHeader.CompareVersions(mark, SlotStore.VersionAt, version, 0) == 0;
        }

        /// <summary>Whether a file is received, verified and held. A maker has one file of a version.</summary>
        /// <param name="version">Four octets, most significant first.</param>
        /// <param name="length">The octets of the file.</param>
        public bool Holds(byte[] version, int length)
        {
            return store.ReadMark(slot, mark)
                && SlotStore.LengthIn(mark) == length
                && OtaHeader.CompareVersions(mark, SlotStore.VersionAt, version, 0) == 0;
        }

        /// <summary>How many octets from <see cref="NextOffset"/> on the window has room for.</summary>
        public int MostNext
        {
            get { return image.OctetsOf(segment) - (NextOffset - segment * WindowOctets); }
        }

        /// <summary>
        /// Puts right what a restart left: a file whose mark was written and whose receipt was not is received. Called once
        /// after the state was loaded.
        /// </summary>
        public void Start()
        {
            if (HasBegun && store.ReadMark(slot, mark))
            {
                Array.Copy(mark, SlotStore.DigestAt, image.Digest, 0, Sha256.DigestLength);
                RecordReceipt(ImageResult.Good);
            }
        }

        /// <summary>Begins a file, or goes on with the same one where it was when the meter restarted.</summary>
        /// <param name="first">The file's first octets: its header is judged before anything is stored.</param>
        /// <param name="count">How many, <see cref="OtaHeader.ParseLength"/> or more.</param>
        /// <returns>An <see cref="ImageResult"/>; unless it is good nothing has changed.</returns>
        public int Begin(byte[] first, int count)
        {
            if (state.Image.GetByte(UpdateLayout.State) == ActivationState.Restarting)
            {
                // The slot may be the one that the bootstrap is about to read.
                return ImageResult.Unreadable;
            }
            int result = image.Open(first, count);
            if (result != ImageResult.Good)
            {
                return result;
            }
            image.Header.CopyVersion(mark, SlotStore.VersionAt);
            if (OtaHeader.CompareVersions(mark, SlotStore.VersionAt, running.Version, 0) <= 0)
            {
                return ImageResult.NotNewer;
            }
            int stored = CountStored(first);
            if (stored == 0 && !(store.Clear(slot) && Checkpoint(0)))
            {
                return ImageResult.Unreadable;
            }
            segment = stored;
            arrived = 0;
            return ImageResult.Good;
        }

        /// <summary>Takes a chunk.</summary>
        /// <param name="offset">Where in the file it begins, a multiple of <see cref="Granule"/>.</param>
        /// <param name="octets">Holds it.</param>
        /// <param name="at">Where.</param>
        /// <param name="count">Its octets, a multiple of <see cref="Granule"/> unless it ends the file.</param>
        /// <returns>A <see cref="ReceiveResult"/>.</returns>
        public int Put(int offset, byte[] octets, int at, int count)
        {
            if (!IsReceiving)
            {
                return ReceiveResult.NotReceiving;
            }
            int inside = offset - segment * WindowOctets;
            int size = image.OctetsOf(segment);
            if (inside < 0 || count < 1 || inside >= size || count > size - inside)
            {
                return ReceiveResult.OutsideWindow;
            }
            bool aligned = inside % Granule == 0 && (count % Granule == 0 || inside + count == size);
            if (!aligned)
            {
                return ReceiveResult.NotAligned;
            }
            Array.Copy(octets, at, window, inside, count);
            int last = (inside + count - 1) / Granule;
            for (int granule = inside / Granule; granule <= last; granule++)
            {
                arrived |= 1L << granule;
            }
            return arrived == AllOf(size) ? CloseSegment() : ReceiveResult.Taken;
        }

        private int Get(int offset)
        {
            return state.Image.GetByte(offset);
        }

        private static long AllOf(int size)
        {
            int granules = (size + Granule - 1) / Granule;
            return granules == 64 ? -1L : (1L << granules) - 1;
        }

        // How many segments of this very file are in the slot, by the last checkpoint; the digest goes on behind them.
        private int CountStored(byte[] first)
        {
            int stored = state.Image.GetUInt16(UpdateLayout.ReceiveSegments);
            bool isOurs =
                Get(UpdateLayout.ReceiveState) == ReceiveState.Receiving
                && Get(UpdateLayout.ReceiveSlot) == slot
                && stored > 0
                && stored < image.Segments
                && store.Read(slot, 0, window, OtaHeader.ParseLength)
                && Octets.AreEqual(window, 0, first, 0, OtaHeader.ParseLength);
            bool goesOn = isOurs && image.Resume(slot, stored, state.Image.Raw, UpdateLayout.ReceiveDigest);
            if (!goesOn)
            {
                image.Hash.Reset();
            }
            return goesOn ? stored : 0;
        }

        private int CloseSegment()
        {
            if (segment == 0 && !IsSameHeader())
            {
                segment = NoWindow;
                LastImageResult = ImageResult.BadForm;
                return ReceiveResult.Complete;
            }
            if (!store.Write(slot, segment, window, image.OctetsOf(segment)))
            {
                return ReceiveResult.StorageFailed;
            }
            bool isLast = segment + 1 == image.Segments;
            if (!isLast)
            {
                image.AddSegment(segment, window);
                if (!Checkpoint(segment + 1))
                {
                    // The digest is ahead of the flash: go on from the checkpoint when the file is begun again.
                    segment = NoWindow;
                    return ReceiveResult.StorageFailed;
                }
                segment++;
                arrived = 0;
                return ReceiveResult.Taken;
            }
            image.AddSegment(segment, window);
            segment = NoWindow;
            LastImageResult = image.Judge(slot);
            return Finish();
        }

        // The header that was judged must be the one that is stored.
        private bool IsSameHeader()
        {
            image.Header.CopyVersion(mark, SlotStore.VersionAt);
            Array.Copy(window, 0, head, 0, OtaHeader.ParseLength);
            OtaHeader stored = new OtaHeader();
            byte[] version = new byte[OtaHeader.VersionLength];
            if (!stored.Parse(head, OtaHeader.ParseLength))
            {
                return false;
            }
            stored.CopyVersion(version, 0);
            return stored.FileLength == image.Header.FileLength
                && stored.ImageLength == image.Header.ImageLength
                && OtaHeader.CompareVersions(version, 0, mark, SlotStore.VersionAt) == 0;
        }

        private int Finish()
        {
            bool isGood = LastImageResult == ImageResult.Good;
            if (isGood)
            {
                image.Header.CopyVersion(mark, SlotStore.VersionAt);
                Array.Copy(image.Digest, 0, mark, SlotStore.DigestAt, Sha256.DigestLength);
                if (!store.WriteMark(slot, mark, image.Header.FileLength))
                {
                    return ReceiveResult.StorageFailed;
                }
            }
            RecordReceipt(LastImageResult);
            return ReceiveResult.Complete;
        }

        private void RecordReceipt(int result)
        {
            StateImage octets = state.Image;
            octets.Mark();
            int code = result == ImageResult.Good ? EventCode.FirmwareVerified : EventCode.FirmwareVerificationFailed;
            octets.SetByte(UpdateLayout.ReceiveState, ReceiveState.Done);
            octets.SetUInt16(UpdateLayout.ReceiveSegments, 0);
            Array.Copy(image.Digest, 0, octets.Raw, UpdateLayout.ReceiveDigest, Sha256.DigestLength);
            octets.SetUInt16(UpdateLayout.ReceiptCode, code);
            octets.SetByte(UpdateLayout.Due, octets.GetByte(UpdateLayout.Due) | UpdateDue.Receipt);
            state.SecurityLog.Add(code, result);
            state.Store.Commit();
        }

        private bool Checkpoint(int segments)
        {
            StateImage octets = state.Image;
            octets.Mark();
            octets.SetByte(UpdateLayout.ReceiveState, ReceiveState.Receiving);
            octets.SetByte(UpdateLayout.ReceiveSlot, slot);
            octets.SetUInt16(UpdateLayout.ReceiveSegments, segments);
            image.Hash.Save(octets.Raw, UpdateLayout.ReceiveDigest);
            return state.Store.Commit();
        }
    }
}
