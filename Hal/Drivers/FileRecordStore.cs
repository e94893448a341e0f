using System;
using System.IO;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// Records as files of one folder. On the device that is a folder on I: (littlefs): a failed mount formats it, so
    /// the folder is then gone. Where the volume itself is missing, every call reports that it failed.
    /// </summary>
    public sealed class FileRecordStore : IRecordStore
    {
        /// <summary>The longest name of a record.</summary>
        public const int LongestName = 12;

        private readonly string root;

        /// <summary>Looks whether there are records, and makes the folder if there is none.</summary>
        /// <param name="root">The folder, with its volume; its parent exists.</param>
        public FileRecordStore(string root)
        {
            this.root = root;
            IsEmpty = FindEmpty(root);
        }

        /// <inheritdoc/>
        public bool IsEmpty { get; }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The name is not one of a record.</exception>
        public int Read(string name, byte[] buffer, int offset, int count) => ReadAt(name, 0, buffer, offset, count);

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The name is not one of a record.</exception>
        public int ReadAt(string name, int position, byte[] buffer, int offset, int count)
        {
            string path = PathOf(name);
            FileStream stream = null;
            try
            {
                if (!File.Exists(path))
                {
                    return Directory.Exists(root) ? StoreResult.NotFound : StoreResult.Failed;
                }

                stream = new FileStream(path, FileMode.Open, FileAccess.Read);
                int read = 0;
                if (position < stream.Length)
                {
                    stream.Seek(position, SeekOrigin.Begin);
                    read = Fill(stream, buffer, offset, count);
                }

                stream.Close();
                return read;
            }
            catch (Exception)
            {
                Abandon(stream);
                return StoreResult.Failed;
            }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The name is not one of a record.</exception>
        public int Write(string name, byte[] buffer, int offset, int count)
        {
            string path = PathOf(name);
            FileStream stream = null;
            try
            {
                // Over the old octets, without truncating first: a record of the same length then costs the least
                // flash, and a cut leaves more of it.
                stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
                stream.Write(buffer, offset, count);
                if (stream.Length != count)
                {
                    stream.SetLength(count);
                }

                stream.Flush();

                // littlefs commits when the file is closed, and only then can it refuse.
                stream.Close();
                return StoreResult.Ok;
            }
            catch (Exception)
            {
                Abandon(stream);
                return StoreResult.Failed;
            }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The name is not one of a record.</exception>
        public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
        {
            string path = PathOf(name);
            FileStream stream = null;
            try
            {
                if (position > 0 && !File.Exists(path))
                {
                    return StoreResult.Failed;
                }

                stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
                bool isInside = position <= stream.Length;
                if (isInside)
                {
                    stream.Seek(position, SeekOrigin.Begin);
                    stream.Write(buffer, offset, count);
                    stream.Flush();
                }

                stream.Close();
                return isInside ? StoreResult.Ok : StoreResult.Failed;
            }
            catch (Exception)
            {
                Abandon(stream);
                return StoreResult.Failed;
            }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The name is not one of a record.</exception>
        public int Delete(string name)
        {
            string path = PathOf(name);
            try
            {
                if (!File.Exists(path))
                {
                    return Directory.Exists(root) ? StoreResult.NotFound : StoreResult.Failed;
                }

                File.Delete(path);
                return StoreResult.Ok;
            }
            catch (Exception)
            {
                return StoreResult.Failed;
            }
        }

        private static bool FindEmpty(string root)
        {
            try
            {
                if (Directory.Exists(root))
                {
                    return Directory.GetFiles(root).Length == 0;
                }

                Directory.CreateDirectory(root);
                return true;
            }
            catch (Exception)
            {
                // Whatever cannot be listed holds nothing that could be read either; the calls to come report it.
                return true;
            }
        }

        private static int Fill(FileStream stream, byte[] buffer, int offset, int count)
        {
            int total = 0;
            while (total < count)
            {
                int read = stream.Read(buffer, offset + total, count - total);
                if (read <= 0)
                {
                    break;
                }

                total += read;
            }

            return total;
        }

        private static void Abandon(FileStream stream)
        {
            try
            {
                if (stream != null)
                {
                    stream.Close();
                }
            }
            catch (Exception)
            {
                // The failure is reported already.
            }
        }

        private string PathOf(string name)
        {
            bool isLegal = name.Length >= 1 && name.Length <= LongestName;
            for (int i = 0; i < name.Length; i++)
            {
                char c = name[i];
                isLegal &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            }

            if (!isLegal)
            {
                throw new ArgumentException(name);
            }

            return Path.Combine(root, name);
        }
    }
}
