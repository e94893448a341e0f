using System.Collections;

namespace nanoFramework.TestFramework;

/// <summary>Assertions about collections, member for member as on the device; elements are compared in order.</summary>
public sealed class CollectionAssert
{
    /// <summary>The collection has no elements.</summary>
    public static void Empty(ICollection collection, string message = "") =>
        Assert.Require(collection is { Count: 0 }, "CollectionAssert.Empty", message);

    /// <summary>The collection has elements.</summary>
    public static void NotEmpty(ICollection collection, string message = "") =>
        Assert.Require(collection is { Count: > 0 }, "CollectionAssert.NotEmpty", message);

    /// <summary>Both are the same collection, or have equal elements in the same order.</summary>
    public static void AreEqual(ICollection expected, ICollection actual, string message = "")
    {
        string difference = Difference(expected, actual);
        Assert.Require(difference is null, "CollectionAssert.AreEqual", $"{message}({difference})");
    }

    /// <summary>The collections differ in length, order or an element.</summary>
    public static void AreNotEqual(ICollection notExpected, ICollection actual, string message = "") =>
        Assert.Require(Difference(notExpected, actual) is not null, "CollectionAssert.AreNotEqual", message);

    private static string Difference(ICollection expected, ICollection actual)
    {
        if (expected == actual)
        {
            return null;
        }

        if (expected is null || actual is null)
        {
            return "One of the collections is null.";
        }

        if (expected.Count != actual.Count)
        {
            return $"{expected.Count} elements were expected, there are {actual.Count}.";
        }

        IEnumerator right = actual.GetEnumerator();
        int index = 0;
        foreach (object left in expected)
        {
            right.MoveNext();
            if (!Equals(left, right.Current))
            {
                return $"Element at index {index} does not match. Expected:<{left}>. Actual:<{right.Current}>.";
            }

            index++;
        }

        return null;
    }
}
