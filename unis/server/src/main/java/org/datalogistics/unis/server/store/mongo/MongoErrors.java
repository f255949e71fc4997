package org.datalogistics.unis.server.store.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.function.Supplier;
import org.bson.BsonMaximumSizeExceededException;
import org.datalogistics.unis.server.store.InvalidDocumentException;
import org.datalogistics.unis.server.store.StoreException;
import org.datalogistics.unis.server.store.StoreUnavailableException;

/** Turns errors of the driver into those of the store. */
final class MongoErrors {

  private MongoErrors() {}

  /** Runs a call and translates what it throws. */
  static <T> T during(String attempt, Supplier<T> call) {
    try {
      return call.get();
    } catch (BsonMaximumSizeExceededException e) {
      throw new InvalidDocumentException("a document is larger than MongoDB can keep (16 MiB)");
    } catch (MongoException e) {
      throw translate(attempt, e);
    } catch (IllegalStateException e) { // the driver's way to say that it is closed
      throw new StoreUnavailableException("cannot " + attempt + ": the store is closed", e);
    }
  }

  private static StoreException translate(String attempt, MongoException e) {
    String message = "cannot " + attempt + " in MongoDB: " + e.getMessage();
    boolean mayPass =
        e instanceof MongoTimeoutException
            || e instanceof MongoSocketException
            || e instanceof MongoNotPrimaryException
            || e instanceof MongoNodeIsRecoveringException;
    return mayPass ? new StoreUnavailableException(message, e) : new StoreException(message, e);
  }

  static boolean isDuplicate(MongoServerException e) {
    return ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY;
  }
}
